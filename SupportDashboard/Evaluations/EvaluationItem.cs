namespace SupportDashboard.Evaluations;

/// <summary>One (session, evaluator) pair of a run.</summary>
public sealed record EvaluationItem
{
    /// <summary>The run the item belongs to.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The session that is judged.</summary>
    public required string SessionId { get; init; }

    /// <summary>The evaluator's name.</summary>
    public required string Evaluator { get; init; }

    /// <summary>Where the item stands.</summary>
    public required EvaluationItemState State { get; init; }

    /// <summary>The verdict's label, once judged.</summary>
    public string? Label { get; init; }

    /// <summary>The label of the verdict that the session had before; null when it had none.</summary>
    public string? PreviousLabel { get; init; }

    /// <summary>The verdict's score, once judged; null for <c>unknown</c>.</summary>
    public double? Score { get; init; }

    /// <summary>The judge's explanation, once judged. Text from a model: hostile until rendered as text.</summary>
    public string? Explanation { get; init; }

    /// <summary>Why there is no verdict, for grouping.</summary>
    public NotJudgedReason? ReasonKind { get; init; }

    /// <summary>Why there is no verdict, or why a verdict still waits to be written, as a sentence for the screen.</summary>
    public string? Reason { get; init; }

    /// <summary>The trace of the judge's own calls; null where no model was asked.</summary>
    public string? TraceId { get; init; }

    /// <summary>When the item last changed its state.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>It waits in a run that is paused; <see cref="Reason"/> says why. Asking for it again takes it from there.</summary>
    public bool IsPaused { get; init; }

    /// <summary>True while the item is neither written nor ended without a verdict, and its run is not paused.</summary>
    public bool IsOpen => !IsPaused && State is EvaluationItemState.Pending or EvaluationItemState.Judging or EvaluationItemState.Judged;
}
