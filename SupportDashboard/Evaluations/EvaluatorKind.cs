namespace SupportDashboard.Evaluations;

/// <summary>What answers an evaluator's question.</summary>
public enum EvaluatorKind
{
    /// <summary>A model as judge; it costs a call.</summary>
    Llm,

    /// <summary>Code of the product, the same answer every time; it costs nothing.</summary>
    Code,
}
