namespace SupportDashboard.Evaluations.Rules;

/// <summary>What a rule did.</summary>
/// <param name="Spent">What it used of today's budget.</param>
/// <param name="Sessions">How many sessions stand how; a reason that holds for none is left out.</param>
public sealed record RuleReport(RuleSpending Spent, IReadOnlyDictionary<RuleReason, int> Sessions)
{
    /// <summary>How many sessions stand like this.</summary>
    public int this[RuleReason reason] => Sessions.GetValueOrDefault(reason);
}
