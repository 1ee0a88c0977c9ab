namespace SupportDashboard.Agent;

/// <summary>How a turn ended, before it is told to anybody.</summary>
internal sealed record TurnEnd(TurnOutcome Outcome, string? Reason = null, bool CanRetry = false)
{
    public static readonly TurnEnd Completed = new(TurnOutcome.Completed);
    public static readonly TurnEnd Stopped = new(TurnOutcome.Stopped);

    public static TurnEnd Failed(string reason, bool canRetry) => new(TurnOutcome.Failed, reason, canRetry);
}
