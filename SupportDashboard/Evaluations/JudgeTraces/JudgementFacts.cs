namespace SupportDashboard.Evaluations.JudgeTraces;

/// <summary>A verdict, or the reason why there is none, as the ledger keeps it.</summary>
public sealed record JudgementFacts
{
    /// <summary>The project of the judged session.</summary>
    public required string Project { get; init; }

    public required string SessionId { get; init; }

    public required string Evaluator { get; init; }

    public required int EvaluatorVersion { get; init; }

    public required Guid RunId { get; init; }

    public required EvaluationItemState State { get; init; }

    public string? Label { get; init; }

    public double? Score { get; init; }

    /// <summary>In the judge's words: hostile until rendered as text.</summary>
    public string? Explanation { get; init; }

    /// <summary>Why there is no verdict, as a sentence.</summary>
    public string? Reason { get; init; }

    public string? Model { get; init; }

    /// <summary>How the conversation was cut for the model, as a sentence; null when it saw all of it.</summary>
    public string? Cut { get; init; }

    /// <summary>The verdict stands for an earlier one's trace: nothing was asked again.</summary>
    public bool TakenOver { get; init; }

    public long PromptTokens { get; init; }

    public long CompletionTokens { get; init; }

    /// <summary>Part of <see cref="PromptTokens"/>.</summary>
    public long CachedTokens { get; init; }

    /// <summary>USD by list prices; null when the model's price is not known.</summary>
    public decimal? Cost { get; init; }

    public required TimeSpan Duration { get; init; }

    public required DateTimeOffset At { get; init; }
}
