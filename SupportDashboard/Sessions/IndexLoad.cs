namespace SupportDashboard.Sessions;

/// <summary>How far the figures and counts of all sessions have been read into memory after the start.</summary>
/// <param name="IsLoaded">Every question is answered at once.</param>
/// <param name="Share">0 to 1; meanwhile a first page without a filter is answered at once, and every other question waits.</param>
public sealed record IndexLoad(bool IsLoaded, double Share);
