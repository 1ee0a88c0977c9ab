namespace SupportDashboard.Sessions;

/// <summary>One customer message and all that answered it: one trace.</summary>
public sealed record TranscriptTurn
{
    /// <summary>From 1, by start.</summary>
    public required int Number { get; init; }

    public required string TraceId { get; init; }

    /// <summary>Where feedback is attached; null when the trace has no root span (yet).</summary>
    public string? RootSpanId { get; init; }

    /// <summary>What the customer said, taken out of JSON where it can be.</summary>
    public string? UserText { get; init; }

    /// <summary>What the agent answered; null while it is not there.</summary>
    public string? AgentText { get; init; }

    /// <summary>The root span carried JSON in which no message was recognized, so <see cref="UserText"/> is that JSON.</summary>
    public bool InputIsJson { get; init; }

    /// <summary>The same for <see cref="AgentText"/>.</summary>
    public bool OutputIsJson { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public TimeSpan Duration { get; init; }

    /// <summary>Why the turn failed: the root span's message, or without a root the first failed span's. A step that failed inside a turn that ended well says so itself.</summary>
    public string? Error { get; init; }

    /// <summary>The person stopped the turn; what had been said until then is its answer.</summary>
    public bool Stopped { get; init; }

    /// <summary>How the agent routed the message, from <c>classification.*</c>.</summary>
    public string? Category { get; init; }

    /// <inheritdoc cref="Category"/>
    public string? Confidence { get; init; }

    /// <inheritdoc cref="Category"/>
    public string? Reasoning { get; init; }

    /// <summary>Sums over LLM spans.</summary>
    public long PromptTokens { get; init; }

    /// <inheritdoc cref="PromptTokens"/>
    public long CompletionTokens { get; init; }

    /// <summary>The customer's thumb; null when none was given.</summary>
    public bool? ThumbsUp { get; init; }

    /// <summary>The work behind the answer: a tree in reading order, parents before children.</summary>
    public IReadOnlyList<TurnSpan> Spans { get; init; } = [];
}
