namespace SupportDashboard.Sessions;

/// <summary>One choice of a facet.</summary>
/// <param name="Name">The value, as text from tools and senders: hostile.</param>
/// <param name="Count">How many sessions it would show.</param>
public sealed record FacetValue(string Name, int Count);
