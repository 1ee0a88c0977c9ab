namespace SupportDashboard.Evaluations.Checks;

/// <summary>What a check found.</summary>
/// <param name="Label">One of its evaluator's labels.</param>
/// <param name="Explanation">Why, as sentences for a support lead.</param>
/// <param name="Evidence">Verbatim quotes of the turns that decided it.</param>
public sealed record CheckFinding(string Label, string Explanation, IReadOnlyList<JudgeQuote> Evidence)
{
    /// <summary>Results of single spans, for evaluators of that scope.</summary>
    public IReadOnlyList<SpanFinding> Spans { get; init; } = [];
}
