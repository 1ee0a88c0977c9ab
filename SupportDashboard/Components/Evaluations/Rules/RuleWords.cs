using MudBlazor;
using SupportDashboard.Components.Text;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Rules;

namespace SupportDashboard.Components.Evaluations.Rules;

/// <summary>The words of a rule on screen.</summary>
internal static class RuleWords
{
    /// <summary>The reasons that a report groups sessions by, in the order in which a lead asks.</summary>
    public static readonly RuleReason[] Shown =
    [
        RuleReason.Judged, RuleReason.BeingJudged, RuleReason.Failed, RuleReason.NotQuiet, RuleReason.OverBudget, RuleReason.NotInSample, RuleReason.FilteredOut, RuleReason.AlreadyJudged,
    ];

    /// <summary>The name of a group.</summary>
    public static string Title(RuleReason reason) => reason switch
    {
        RuleReason.Judged => "Judged",
        RuleReason.BeingJudged => "Being judged",
        RuleReason.Failed => "Could not be judged",
        RuleReason.NotQuiet => "Not quiet yet",
        RuleReason.OverBudget => "Over the day’s budget",
        RuleReason.NotInSample => "Not in the sample",
        RuleReason.FilteredOut => "Not in its list",
        _ => "Judged already",
    };

    public static string Icon(RuleReason reason) => reason switch
    {
        RuleReason.Judged => Icons.Material.Filled.Check,
        RuleReason.BeingJudged => Icons.Material.Outlined.HourglassEmpty,
        RuleReason.Failed => Icons.Material.Outlined.ErrorOutline,
        RuleReason.NotQuiet => Icons.Material.Outlined.Schedule,
        RuleReason.OverBudget => Icons.Material.Outlined.Savings,
        RuleReason.NotInSample => Icons.Material.Outlined.Casino,
        RuleReason.FilteredOut => Icons.Material.Outlined.FilterAlt,
        _ => Icons.Material.Outlined.DoneAll,
    };

    /// <summary>Which of a rule's evaluators are retired, as a sentence; null where none is.</summary>
    public static string? Retired(EvaluationRule rule, EvaluatorBook book)
    {
        var titles = rule.Evaluators.Select(name => book.Find(name)).OfType<Evaluator>().Where(static evaluator => evaluator.IsRetired).Select(static evaluator => evaluator.Title).ToList();
        return titles.Count == 0 ? null
            : titles.Count == rule.Evaluators.Count ? RuleSentences.AllRetired
            : $"{string.Join(", ", titles)} {(titles.Count == 1 ? "is" : "are")} retired: the rule goes on without.";
    }

    /// <summary>What a rule does, in a line.</summary>
    public static string Summary(EvaluationRule rule, EvaluatorBook book) => string.Join(" · ",
    [
        string.Join(", ", rule.Evaluators.Select(book.TitleOf)),
        $"after {RuleSentences.Minutes(rule.QuietMinutes)} of quiet",
        rule.SamplePercent >= 100 ? "every conversation" : $"{RuleSentences.Percent(rule.SamplePercent)} of the conversations",
        rule.Query.Length == 0 ? "no filter" : "of a list",
    ]);

    /// <summary>What is used of the budget.</summary>
    public static string Spent(EvaluationRule rule, RuleSpending spent) =>
        $"{Figures.Count(spent.Verdicts)} of {Figures.Count(rule.VerdictsPerDay, "verdict")} today · {Figures.Dollars(spent.Dollars)}{(rule.DollarsPerDay is { } most ? $" of {Figures.Dollars(most)}" : "")}";
}
