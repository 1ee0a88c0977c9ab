namespace SupportDashboard.Evaluations.Ledger;

/// <summary>One published version of an evaluator. It is never changed: verdicts point to it.</summary>
internal sealed class EvaluatorVersionRow
{
    public long Id { get; set; }

    public required string Name { get; set; }

    /// <summary>From 1, without gaps.</summary>
    public required int Version { get; set; }

    /// <summary>JSON.</summary>
    public required string Definition { get; set; }

    /// <summary>UTC milliseconds since 1970.</summary>
    public required long PublishedAt { get; set; }

    /// <summary>UTC milliseconds since 1970, of the newest version it counts; null while the evaluator is in use.</summary>
    public long? RetiredAt { get; set; }
}
