namespace SupportDashboard.Evaluations;

/// <summary>A verdict that a judge of this dashboard once gave on a session, as the ledger keeps it.</summary>
public sealed record EarlierVerdict
{
    public required Guid RunId { get; init; }

    public string? Label { get; init; }

    public double? Score { get; init; }

    /// <summary>In the judge's words: hostile until rendered as text.</summary>
    public string? Explanation { get; init; }

    public required int EvaluatorVersion { get; init; }

    public string? Model { get; init; }

    /// <summary>How many turns the session had.</summary>
    public int? TurnsSeen { get; init; }

    /// <summary>Where the judge's own calls can be looked at; null where no model was asked.</summary>
    public string? TraceId { get; init; }

    public required DateTimeOffset At { get; init; }
}
