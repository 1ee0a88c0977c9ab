namespace SupportDashboard.Sessions;

/// <summary>A session as the list shows it.</summary>
public sealed record SessionRow
{
    public required string Project { get; init; }

    public required string SessionId { get; init; }

    /// <summary>What the customer said first, cut to about 300 characters; null when no turn has a text.</summary>
    public string? FirstMessage { get; init; }

    /// <summary>What the agent said last, cut to about 300 characters.</summary>
    public string? LastAnswer { get; init; }

    public int Turns { get; init; }

    /// <summary>Sums over LLM spans, as Phoenix counts.</summary>
    public long PromptTokens { get; init; }

    /// <inheritdoc cref="PromptTokens"/>
    public long CompletionTokens { get; init; }

    /// <summary>Prompt tokens that the model's provider had cached, where it says so; they are part of <see cref="PromptTokens"/>.</summary>
    public long CachedTokens { get; init; }

    /// <summary>USD by the list prices of the models; null when a model's price or a call's tokens are not known.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Prompt and completion together.</summary>
    public long TotalTokens => PromptTokens + CompletionTokens;

    /// <summary>Spans that ended with status ERROR by themselves, not because a span inside them did.</summary>
    public int Errors { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset LastActivityAt { get; init; }

    /// <summary>From the first span's start to the last span's end.</summary>
    public TimeSpan Duration => LastActivityAt - StartedAt;

    /// <summary>From the end of a turn to the start of the next, at most; null with one turn.</summary>
    public TimeSpan? LongestGap { get; init; }

    /// <summary>Over its turns, from the first span's start to the last span's end (nearest rank).</summary>
    public TimeSpan MedianTurnLatency { get; init; }

    /// <inheritdoc cref="MedianTurnLatency"/>
    public TimeSpan P95TurnLatency { get; init; }

    /// <summary>How many documents were retrieved.</summary>
    public int Documents { get; init; }

    /// <summary>Kind (of <see cref="SessionValueKinds"/>: tool, failed tool, model, error) to its values, in alphabetical order; hostile text.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Notes that people left.</summary>
    public int Notes { get; init; }

    /// <summary>The category of the first turn that was classified.</summary>
    public string? Category { get; init; }

    public string? UserId { get; init; }

    /// <summary>Thumbs given on its turns.</summary>
    public int ThumbsUp { get; init; }

    /// <inheritdoc cref="ThumbsUp"/>
    public int ThumbsDown { get; init; }

    /// <summary>Evaluator to the reason why its newest attempt gave no verdict.</summary>
    public IReadOnlyDictionary<string, string> Failures { get; init; } = new Dictionary<string, string>();

    /// <summary>All verdicts, of judges and people; per evaluator the current one stands first.</summary>
    public IReadOnlyList<SessionVerdict> Verdicts { get; init; } = [];
}
