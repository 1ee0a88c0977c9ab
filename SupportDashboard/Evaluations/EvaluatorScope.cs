namespace SupportDashboard.Evaluations;

/// <summary>What an evaluator gives its verdicts on.</summary>
public enum EvaluatorScope
{
    /// <summary>The whole conversation.</summary>
    Session,

    /// <summary>Each turn, as annotations of its root span; the conversation gets one verdict that sums them up.</summary>
    Turn,

    /// <summary>Single spans, as annotations of each; the conversation gets one verdict that sums them up.</summary>
    Span,
}
