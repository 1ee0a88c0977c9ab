namespace SupportDashboard.Sessions;

/// <summary>A page of sessions and how many match altogether.</summary>
public sealed record SessionPage(IReadOnlyList<SessionRow> Rows, int Total)
{
    /// <summary>
    /// The search has more hits than are looked through: only the newest are in the list (and in figures and counts), so <see cref="Total"/> is "at least".
    /// </summary>
    public bool SearchCapped { get; init; }

    /// <summary>Sentences for the screen about what of the filter was left out, because it is unknown or too much; usually empty.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}
