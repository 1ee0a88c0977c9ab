namespace SupportDashboard.Evaluations.Ledger;

/// <summary>A run as the ledger keeps it. Instants are UTC milliseconds since 1970, the one form that every database compares alike.</summary>
internal sealed class RunRow
{
    public Guid Id { get; set; }

    public required string Project { get; set; }

    public EvaluationRunState State { get; set; }

    /// <summary>Evaluator names in the order of the request, separated by commas.</summary>
    public required string Evaluators { get; set; }

    /// <summary>The rule that started it; null where a person did.</summary>
    public Guid? RuleId { get; set; }

    /// <summary>Number of sessions.</summary>
    public int Sessions { get; set; }

    /// <summary>Why the run was paused, as a sentence; null when a person did it, or when it is not paused.</summary>
    public string? PauseReason { get; set; }

    /// <summary>The run whose failures this one tries again.</summary>
    public Guid? RetryOf { get; set; }

    public long CreatedAt { get; set; }

    public long? FinishedAt { get; set; }
}
