namespace SupportDashboard.Sessions;

/// <summary>Where a session says what was searched for: plain, hostile text, never HTML.</summary>
/// <param name="Text">Some 160 characters around the first hit, in one line.</param>
/// <param name="Marks">The hits inside <paramref name="Text"/>, in order, not overlapping.</param>
/// <param name="CutBefore">Text was left out before it.</param>
/// <param name="CutAfter">Text was left out after it.</param>
/// <param name="FromCustomer">The customer said it; otherwise the agent.</param>
/// <param name="Turn">The number of the turn, from 1.</param>
public sealed record SearchHit(string Text, IReadOnlyList<SearchMark> Marks, bool CutBefore, bool CutAfter, bool FromCustomer, int Turn);
