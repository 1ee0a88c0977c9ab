using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations.Authoring;

/// <summary>Makes the closed set of answers of a draft.</summary>
internal static class ChoiceRules
{
    private const int LongestLabel = 60;
    private const int LongestTitle = 60;
    private const int LongestDescription = 1000;
    private const double LargestScore = 1_000_000;

    // Filters use these words beside labels.
    private static readonly string[] Taken = [SessionFilter.NotJudged, SessionFilter.Stale, SessionFilter.JudgeFailed, SessionFilter.HumanDisagrees];

    public static IReadOnlyList<EvaluatorChoice> Build(EvaluatorDraft draft, List<DraftProblem> problems)
    {
        if (draft.Choices.Count < 2)
        {
            problems.Add(new("choices", "There must be at least two choices; “unknown” is added by itself where it is allowed."));
        }
        else if (draft.Choices.Count > EvaluatorRules.MostChoices)
        {
            problems.Add(new("choices", $"There are {draft.Choices.Count:N0} choices; {EvaluatorRules.MostChoices} are possible."));
            return [];
        }

        var choices = draft.Choices.Select(choice => Build(choice, problems)).ToList();
        foreach (var same in choices.Where(static choice => choice.Label.Length > 0).GroupBy(static choice => choice.Label, StringComparer.OrdinalIgnoreCase).Where(static same => same.Count() > 1))
        {
            problems.Add(new("choices", $"The label “{Shorten(same.Key)}” stands there {same.Count()} times."));
        }

        if (draft.AllowsUnknown)
        {
            EvaluatorRules.CheckText("unknown", "description of “unknown”", draft.UnknownDescription, LongestDescription, problems);
            choices.Add(new(Evaluator.UnknownLabel, null, "Can't tell", draft.UnknownDescription.Trim(), null));
        }

        return choices;
    }

    private static EvaluatorChoice Build(ChoiceDraft draft, List<DraftProblem> problems)
    {
        var label = draft.Label.Trim();
        EvaluatorRules.CheckText("choices", "label of a choice", label, LongestLabel, problems);
        if (label.IndexOfAny(['`', '"', '\\', ':']) >= 0)
        {
            problems.Add(new("choices", $"The label “{Shorten(label)}” must have no quotation marks, backslashes or colons."));
        }
        else if (string.Equals(label, Evaluator.UnknownLabel, StringComparison.OrdinalIgnoreCase))
        {
            problems.Add(new("choices", "“unknown” is the judge's way out and carries no score: allow it below instead of listing it."));
        }
        else if (Taken.Contains(label, StringComparer.OrdinalIgnoreCase))
        {
            problems.Add(new("choices", $"“{label}” means something else in filters. Choose another label."));
        }

        EvaluatorRules.CheckText("choices", $"word for people of “{Shorten(label)}”", draft.Title, LongestTitle, problems, isNeeded: false);
        EvaluatorRules.CheckText("choices", $"description of “{Shorten(label)}”", draft.Description, LongestDescription, problems);
        var score = NumberRules.Read("choices", $"score of “{Shorten(label)}”", draft.Score, -LargestScore, LargestScore, problems);
        return new(label, score, draft.Title.Trim() is { Length: > 0 } title ? title : label, draft.Description.Trim(), draft.IsGood);
    }

    private static string Shorten(string text) => text.Length <= LongestLabel ? text : string.Concat(text.AsSpan(0, LongestLabel), "…");
}
