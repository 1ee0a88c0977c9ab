namespace SupportDashboard.Components.Sessions;

/// <summary>One choice of a filter.</summary>
/// <param name="Words">What it is called; hostile text where others named it.</param>
/// <param name="Count">How many sessions it would show; null while that loads.</param>
/// <param name="Href">The list with it, or without where it is chosen.</param>
/// <param name="Active">It is chosen.</param>
public sealed record Facet(string Words, int? Count, string Href, bool Active);
