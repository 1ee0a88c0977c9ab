namespace SupportDashboard.Evaluations;

/// <summary>What an evaluator returned about a session: a judged verdict, or why it could not (<see cref="NotJudged"/>).</summary>
/// <param name="Evaluator">The evaluator that was asked.</param>
public abstract record Verdict(Evaluator Evaluator)
{
    /// <summary>Prompt tokens that the judge's calls used, repair included.</summary>
    public long PromptTokens { get; init; }

    /// <summary>Completion tokens that the judge's calls used, repair included.</summary>
    public long CompletionTokens { get; init; }

    /// <summary>How long the judge took.</summary>
    public TimeSpan Duration { get; init; }
}
