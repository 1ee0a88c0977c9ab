namespace SupportDashboard.Sessions;

/// <summary>The turns of a session as a person reads them.</summary>
public sealed record Transcript(string Project, string SessionId, IReadOnlyList<TranscriptTurn> Turns)
{
    /// <summary>How many turns the session has; more than <see cref="Turns"/> holds when it was too large to read at once.</summary>
    public int TotalTurns { get; init; } = Turns.Count;

    /// <summary>Only the newest turns, or not all spans of every turn, were read.</summary>
    public bool IsCut { get; init; }
}
