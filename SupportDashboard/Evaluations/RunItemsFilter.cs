namespace SupportDashboard.Evaluations;

/// <summary>Which items of a run to show; everything left empty matches all.</summary>
public sealed record RunItemsFilter
{
    /// <summary>Only this evaluator's.</summary>
    public string? Evaluator { get; init; }

    /// <summary>Only verdicts with this label.</summary>
    public string? Label { get; init; }

    /// <summary>Only verdicts where the session had this label before.</summary>
    public string? PreviousLabel { get; init; }

    /// <summary>Only items without a verdict, for this reason.</summary>
    public string? Reason { get; init; }
}
