namespace SupportDashboard.Evaluations.JudgeTraces;

/// <summary>One request to the judge's model.</summary>
public sealed record JudgementTry
{
    /// <summary>What was sent: role and text, exactly. Holds what customers wrote: hostile until rendered as text.</summary>
    public required IReadOnlyList<(string Role, string Text)> Messages { get; init; }

    /// <summary>What came back, exactly; null when nothing did.</summary>
    public string? Answer { get; init; }

    /// <summary>Why the try came to nothing, as a sentence; null when its answer is the verdict.</summary>
    public string? Problem { get; init; }

    public string? Model { get; init; }

    public long? PromptTokens { get; init; }

    public long? CompletionTokens { get; init; }

    public long? CachedTokens { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public TimeSpan Duration { get; init; }
}
