namespace SupportDashboard.Evaluations.Checks;

/// <summary>What a check found about one span.</summary>
/// <param name="SpanId">16 hexadecimal digits.</param>
/// <param name="Label">One of the evaluator's labels.</param>
/// <param name="Explanation">Why, as a sentence.</param>
public sealed record SpanFinding(string SpanId, string Label, string Explanation);
