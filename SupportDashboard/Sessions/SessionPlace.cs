namespace SupportDashboard.Sessions;

/// <summary>Where a session stands in a list, and its neighbours.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Total">How many sessions the list has.</param>
/// <param name="PreviousId">The session before; null for the first.</param>
/// <param name="NextId">The session after; null for the last.</param>
public sealed record SessionPlace(int Index, int Total, string? PreviousId, string? NextId);
