namespace SupportDashboard.Evaluations;

/// <summary>What an evaluator gives its verdicts on.</summary>
public enum EvaluatorScope
{
    /// <summary>The whole conversation.</summary>
    Session,

    /// <summary>Single spans, as annotations of each; the conversation gets one verdict that sums them up.</summary>
    Span,
}
