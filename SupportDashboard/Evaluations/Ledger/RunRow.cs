namespace SupportDashboard.Evaluations.Ledger;

/// <summary>A run as the ledger keeps it. Instants are UTC milliseconds since 1970, the one form that every database compares alike.</summary>
internal sealed class RunRow
{
    public Guid Id { get; set; }

    public required string Project { get; set; }

    public EvaluationRunState State { get; set; }

    /// <summary>Evaluator names in the order of the request, separated by commas.</summary>
    public required string Evaluators { get; set; }

    public long CreatedAt { get; set; }

    public long? FinishedAt { get; set; }
}
