using System.Globalization;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Rules;

namespace SupportDashboard.Components.Evaluations.Rules;

/// <summary>A rule as it is being typed: texts, until they make sense.</summary>
public sealed class RuleDraft
{
    private readonly EvaluationRule? _rule;

    /// <summary>A new rule's draft.</summary>
    /// <param name="project">The project whose conversations it will look at.</param>
    /// <param name="query">Its list, as an address or the query part of one.</param>
    /// <param name="evaluators">What it asks to begin with.</param>
    public RuleDraft(string project, string? query, IEnumerable<string> evaluators)
    {
        Project = project;
        List = query ?? "";
        Evaluators = [.. evaluators];
    }

    /// <summary>The draft of a change.</summary>
    public RuleDraft(EvaluationRule rule)
    {
        _rule = rule;
        Project = rule.Project;
        Name = rule.Name;
        List = rule.Query;
        Evaluators = [.. rule.Evaluators];
        Quiet = rule.QuietMinutes.ToString(CultureInfo.InvariantCulture);
        Sample = rule.SamplePercent.ToString("0.##", CultureInfo.InvariantCulture);
        Verdicts = rule.VerdictsPerDay.ToString(CultureInfo.InvariantCulture);
        Dollars = rule.DollarsPerDay?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
    }

    public string Project { get; }

    public string Name { get; set; } = "";

    /// <summary>The list's address as somebody pasted it, or the query part of it.</summary>
    public string List { get; set; }

    public HashSet<string> Evaluators { get; }

    public string Quiet { get; set; } = EvaluationRule.UsualQuietMinutes.ToString(CultureInfo.InvariantCulture);

    public string Sample { get; set; } = "100";

    public string Verdicts { get; set; } = EvaluationRule.UsualVerdictsPerDay.ToString(CultureInfo.InvariantCulture);

    /// <summary>Empty for no budget in dollars.</summary>
    public string Dollars { get; set; } = "";

    /// <summary>How many days back a new rule begins; 0 for now.</summary>
    public int DaysBack { get; set; }

    /// <summary>The rule is there already.</summary>
    public bool IsKept => _rule is not null;

    /// <summary>The list as a rule keeps it: the query part, without what is only looks or place.</summary>
    public string Query => List.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? SessionsAddress.ParseQuery(List[mark..]).ToViewQuery() : "";

    /// <summary>Sentences about what the list's address says wrongly.</summary>
    public IReadOnlyList<string> Remarks => List.Trim().Length == 0 ? []
        : List.Contains('?', StringComparison.Ordinal) ? SessionsAddress.ParseQuery(List[List.IndexOf('?', StringComparison.Ordinal)..]).Remarks
        : ["This is no address of a list with filters, so all conversations are in it."];

    /// <summary>The rule; or what is wrong with the draft, as a sentence.</summary>
    public (EvaluationRule? Rule, string? Problem) Read(EvaluatorBook book, DateTimeOffset now)
    {
        if (!int.TryParse(Quiet.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var quiet))
        {
            return (null, "How long a conversation must be quiet is a whole number of minutes.");
        }

        if (!double.TryParse(Sample.Trim().TrimEnd('%').Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var sample))
        {
            return (null, "The share is a number of percent, for example 10 or 2.5.");
        }

        if (!int.TryParse(Verdicts.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var verdicts))
        {
            return (null, "The budget is a whole number of verdicts a day.");
        }

        if (!TryDollars(out var dollars))
        {
            return (null, "The budget in dollars is a number, for example 2.50, or empty.");
        }

        var rule = (_rule ?? new EvaluationRule { Name = "", Project = Project, Evaluators = [], Since = now.AddDays(-DaysBack) }) with
        {
            Name = Name,
            Evaluators = [.. book.All.Select(static evaluator => evaluator.Name).Where(Evaluators.Contains)],
            Query = Query,
            QuietMinutes = quiet,
            SamplePercent = sample,
            VerdictsPerDay = verdicts,
            DollarsPerDay = dollars,
        };
        return RuleLimits.Check(rule, book) is { } problem ? (null, problem) : (rule, null);
    }

    private bool TryDollars(out decimal? dollars)
    {
        var text = Dollars.Trim().TrimStart('$').Trim();
        dollars = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
        return text.Length == 0 || dollars is not null;
    }
}
