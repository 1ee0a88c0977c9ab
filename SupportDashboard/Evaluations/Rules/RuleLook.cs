namespace SupportDashboard.Evaluations.Rules;

/// <summary>What one round of a rule works with.</summary>
internal sealed record RuleLook(EvaluationRule Rule, IReadOnlyList<Evaluator> Evaluators, RuleAllowance Allowance)
{
    /// <summary>How many sessions were decided.</summary>
    public int Decided { get; set; }
}
