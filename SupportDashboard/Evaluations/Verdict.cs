namespace SupportDashboard.Evaluations;

/// <summary>What an evaluator returned about a session: a judged verdict, or why it could not (<see cref="NotJudged"/>).</summary>
/// <param name="Evaluator">The evaluator that was asked.</param>
public abstract record Verdict(Evaluator Evaluator)
{
    /// <summary>Prompt tokens that the judge's calls used, repair included.</summary>
    public long PromptTokens { get; init; }

    /// <summary>Completion tokens that the judge's calls used, repair included.</summary>
    public long CompletionTokens { get; init; }

    /// <summary>Those of <see cref="PromptTokens"/> that the model's provider had cached, where it says so.</summary>
    public long CachedTokens { get; init; }

    /// <summary>The trace of the judge's own calls, 32 hexadecimal digits; null where no model was asked or nobody kept it.</summary>
    public string? TraceId { get; init; }

    /// <summary>How long the judge took.</summary>
    public TimeSpan Duration { get; init; }
}
