namespace SupportDashboard.Sessions;

/// <summary>A page of sessions and how many match altogether.</summary>
public sealed record SessionPage(IReadOnlyList<SessionRow> Rows, int Total);
