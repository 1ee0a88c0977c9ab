namespace SupportDashboard.Sessions;

/// <summary>One page of sessions: which ones, in which order, from where.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Filter">Which sessions.</param>
/// <param name="Sort">In which order.</param>
/// <param name="Ascending">Smallest first.</param>
/// <param name="Offset">How many to skip.</param>
/// <param name="Limit">How many to return, at most 500.</param>
public sealed record SessionQuery(string Project, SessionFilter Filter, SessionSort Sort = SessionSort.LastActivity, bool Ascending = false, int Offset = 0, int Limit = 50);
