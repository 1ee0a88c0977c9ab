namespace SupportDashboard.Evaluations;

/// <summary>Where an evaluation run stands.</summary>
public enum EvaluationRunState
{
    /// <summary>Something is still to be judged or to be written.</summary>
    Running,

    /// <summary>A person paused it, or its model did not allow to go on; it waits to be resumed, also over a restart.</summary>
    Paused,

    /// <summary>Every item is written, not judged with a reason, or cancelled.</summary>
    Completed,

    /// <summary>A person stopped it; verdicts that were already paid for are still written.</summary>
    Cancelled,
}
