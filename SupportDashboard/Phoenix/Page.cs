namespace SupportDashboard.Phoenix;

/// <summary>One page of a Phoenix list.</summary>
/// <param name="Data">The items, in the order of the endpoint.</param>
/// <param name="NextCursor">Where the next page starts, opaque; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Data, string? NextCursor = null);
