using System.Globalization;

namespace SupportDashboard.Evaluations.Rules;

/// <summary>How a session stands with a rule, for a person.</summary>
public static class RuleSentences
{
    /// <summary>Why a rule without any evaluator in use does nothing.</summary>
    public const string AllRetired = "Every evaluator of this rule is retired. Choose others, or bring one back.";

    /// <summary>One sentence.</summary>
    /// <param name="reason">How it stands.</param>
    /// <param name="rule">With which rule.</param>
    /// <param name="failure">Why the judge could not, as a sentence.</param>
    public static string Of(RuleReason reason, EvaluationRule rule, string? failure) => reason switch
    {
        RuleReason.Judged => "The rule had it judged.",
        RuleReason.BeingJudged => "It is being judged.",
        RuleReason.Failed => $"The judge could not: {failure ?? "the run says why."}",
        RuleReason.NotQuiet => $"It is judged once nothing has happened in it for {Minutes(rule.QuietMinutes)}.",
        RuleReason.FilteredOut => "It is not in the rule's list of conversations.",
        RuleReason.NotInSample => $"It is not among the {Percent(rule.SamplePercent)} of conversations that are picked.",
        RuleReason.OverBudget => "The day's budget was used up when it became quiet.",
        RuleReason.AlreadyJudged => "All of it had been judged by these versions already.",
        RuleReason.BeforeTheRule => "It ended before the rule began to look.",
        RuleReason.Next => "The rule looks at it within half a minute.",
        RuleReason.Off => rule.Problem ?? "The rule is off.",
        _ => "The list of conversations does not have it, or not yet.",
    };

    /// <summary>Minutes with their noun.</summary>
    public static string Minutes(int minutes) => minutes == 1 ? "a minute" : string.Create(CultureInfo.InvariantCulture, $"{minutes:N0} minutes");

    /// <summary>A share with as many decimals as it has.</summary>
    public static string Percent(double percent) => percent.ToString("0.##", CultureInfo.InvariantCulture) + "\u00a0%";
}
