namespace SupportDashboard.Evaluations.Rules;

/// <summary>What is left of a rule's day while a round hands it out.</summary>
internal sealed class RuleAllowance(EvaluationRule rule, RuleSpending spent)
{
    private int _verdicts = rule.VerdictsPerDay - spent.Verdicts;
    private decimal? _dollars = rule.DollarsPerDay - spent.Dollars;

    /// <summary>A sentence where the budget cannot be kept at all; null where it can.</summary>
    public string? Problem => rule.DollarsPerDay is not null && (spent.Dollars is null || spent.DollarsPerVerdict is null)
        ? "What the judge model costs is not known, so a budget in dollars cannot be kept. Take it away, or choose a model with a known price."
        : null;

    /// <summary>Takes so many verdicts of models; false when they are not left.</summary>
    public bool TryTake(int verdicts)
    {
        var cost = verdicts * (spent.DollarsPerVerdict ?? 0);
        if (verdicts > _verdicts || (verdicts > 0 && _dollars < cost))
        {
            return false;
        }

        _verdicts -= verdicts;
        _dollars -= cost;
        return true;
    }
}
