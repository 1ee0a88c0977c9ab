namespace SupportDashboard.Agent;

/// <summary>How a turn ended.</summary>
public enum TurnOutcome
{
    /// <summary>Answered.</summary>
    Completed,

    /// <summary>Stopped by the person; the answer may be partial or missing.</summary>
    Stopped,

    /// <summary>Ended by an error; later turns do not see it.</summary>
    Failed,
}
