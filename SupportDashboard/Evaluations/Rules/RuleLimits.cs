using SupportDashboard.Sessions.Views;

namespace SupportDashboard.Evaluations.Rules;

/// <summary>What a rule may hold; checked where it is typed and again where it is stored.</summary>
public static class RuleLimits
{
    /// <summary>How many rules there can be: each looks several times a minute.</summary>
    public const int MaxRules = 50;

    /// <summary>A day of quiet is the longest.</summary>
    public const int MaxQuietMinutes = 24 * 60;

    /// <summary>The smallest share, in percent.</summary>
    public const double MinSamplePercent = 0.01;

    /// <summary>The most verdicts a day.</summary>
    public const int MaxVerdictsPerDay = 1_000_000;

    /// <summary>The most US dollars a day.</summary>
    public const decimal MaxDollarsPerDay = 100_000;

    /// <summary>The first thing that is wrong, as a sentence; null when nothing is.</summary>
    public static string? Check(EvaluationRule rule, EvaluatorBook book)
    {
        if (ViewRules.Clean(rule.Name).Length is 0 or > ViewRules.MaxNameLength)
        {
            return $"Give the rule a name of at most {ViewRules.MaxNameLength} characters.";
        }

        if (rule.Evaluators.Count == 0)
        {
            return "Choose at least one evaluator.";
        }

        if (rule.Evaluators.FirstOrDefault(evaluator => book.Find(evaluator) is null) is { } unknown)
        {
            return $"There is no evaluator named {unknown}.";
        }

        if (rule.Evaluators.All(evaluator => book.Find(evaluator) is { IsRetired: true }))
        {
            return RuleSentences.AllRetired;
        }

        return rule switch
        {
            { Query.Length: > ViewRules.MaxQueryLength } => "The list has too many filters.",
            { QuietMinutes: < 1 or > MaxQuietMinutes } => $"Quiet is 1 to {MaxQuietMinutes:N0} minutes.",
            { SamplePercent: double.NaN or < MinSamplePercent or > 100 } => "The share is above 0 and at most 100 percent.",
            { VerdictsPerDay: < 1 or > MaxVerdictsPerDay } => $"The budget is 1 to {MaxVerdictsPerDay:N0} verdicts a day.",
            { DollarsPerDay: <= 0 or > MaxDollarsPerDay } => $"The budget in dollars is above 0 and at most {MaxDollarsPerDay:N0} a day.",
            _ => null,
        };
    }
}
