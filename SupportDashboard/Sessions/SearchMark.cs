namespace SupportDashboard.Sessions;

/// <summary>A stretch of a text.</summary>
/// <param name="Start">Its first UTF-16 unit.</param>
/// <param name="Length">In UTF-16 units, at least 1.</param>
public readonly record struct SearchMark(int Start, int Length);
