using System.Text.RegularExpressions;
using SupportDashboard.Phoenix;
using SupportDashboard.Review;

namespace SupportDashboard.Evaluations.Authoring;

/// <summary>Makes an evaluator of a draft, or says in sentences what keeps it from being one.</summary>
public static partial class EvaluatorRules
{
    public const int LongestPrompt = 50_000;
    public const int MostChoices = 20;

    private const int LongestTitle = 60;
    private const int LongestQuestion = 300;
    private const int LongestModel = 100;
    private const int MostTokens = 200_000;

    // Names that mean something else in Phoenix or in an address.
    private static readonly string[] Taken = ["new", "note", PhoenixCapabilities.OlderNote, TurnFeedback.Name];

    /// <summary>The evaluator, without a version yet; null when there are problems.</summary>
    /// <param name="draft">What somebody wrote; hostile in every field.</param>
    /// <param name="problems">All that is wrong with it, the first of each field first.</param>
    public static Evaluator? Build(EvaluatorDraft draft, out IReadOnlyList<DraftProblem> problems)
    {
        var found = new List<DraftProblem>();
        CheckName(draft.Name.Trim(), found);
        CheckText("title", "title", draft.Title, LongestTitle, found);
        CheckText("question", "question", draft.Question, LongestQuestion, found);
        CheckScope(draft, found);
        CheckPrompt(draft.Prompt, found);
        var choices = ChoiceRules.Build(draft, found);
        CheckModel(draft.Model.Trim(), found);
        var temperature = NumberRules.Read("temperature", "temperature", draft.Temperature, 0, 2, found);
        var topP = NumberRules.Read("top_p", "top p", draft.TopP, 0, 1, found);
        var tokens = NumberRules.Read("max_output_tokens", "longest answer", draft.MaxOutputTokens, 16, MostTokens, found);
        problems = found;
        return found.Count > 0 ? null : new Evaluator
        {
            Name = draft.Name.Trim(),
            Title = draft.Title.Trim(),
            Version = 0,
            Question = draft.Question.Trim(),
            Choices = choices,
            Scope = draft.Scope,
            SpanKind = draft.Scope == EvaluatorScope.Span ? draft.SpanKind : null,
            PromptTemplate = draft.Prompt.ReplaceLineEndings("\n").Trim(),
            SeesWork = draft.SeesWork,
            Model = draft.Model.Trim() is { Length: > 0 } model ? model : null,
            Temperature = (float?)temperature,
            TopP = (float?)topP,
            MaxOutputTokens = (int?)tokens,
        };
    }

    /// <summary>One line of text without what nobody can see.</summary>
    internal static void CheckText(string field, string what, string text, int longest, List<DraftProblem> problems, bool isNeeded = true)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            if (isNeeded)
            {
                problems.Add(new(field, $"The {what} is empty."));
            }
        }
        else if (text.Trim().Length > longest)
        {
            problems.Add(new(field, $"The {what} has {text.Trim().Length:N0} characters; {longest} are possible."));
        }
        else if (InvisibleText.CountIn(text) > 0 || text.Trim().Contains('\n', StringComparison.Ordinal))
        {
            problems.Add(new(field, $"The {what} holds line breaks or characters that nobody can see."));
        }
    }

    private static void CheckName(string name, List<DraftProblem> problems)
    {
        if (name.Length == 0)
        {
            problems.Add(new("name", "The name is empty."));
        }
        else if (!Name().IsMatch(name))
        {
            problems.Add(new("name", "The name must begin with a small letter and hold only a-z, 0-9 and _, at most 50 of them: verdicts are filed under it in Phoenix."));
        }
        else if (EvaluatorCatalog.Find(name) is not null)
        {
            problems.Add(new("name", $"{name} is an evaluator of the product. Choose another name."));
        }
        else if (Taken.Contains(name, StringComparer.Ordinal))
        {
            problems.Add(new("name", $"{name} means something else already. Choose another name."));
        }
    }

    private static void CheckScope(EvaluatorDraft draft, List<DraftProblem> problems)
    {
        if (!Enum.IsDefined(draft.Scope))
        {
            problems.Add(new("scope", "What is judged must be the session, each turn or each span."));
        }
        else if (draft.Scope == EvaluatorScope.Span && PromptVariables.SpanKindsThatCanBeJudged.All(known => known.Kind != draft.SpanKind))
        {
            problems.Add(new("span_kind", $"The kind of steps must be one of {string.Join(", ", PromptVariables.SpanKindsThatCanBeJudged.Select(static known => known.Kind))}."));
        }
    }

    private static void CheckPrompt(string prompt, List<DraftProblem> problems)
    {
        if (string.IsNullOrWhiteSpace(prompt))
        {
            problems.Add(new("prompt", "The prompt is empty."));
        }
        else if (prompt.Length > LongestPrompt)
        {
            problems.Add(new("prompt", $"The prompt has {prompt.Length:N0} characters; {LongestPrompt:N0} are possible."));
        }
        else
        {
            problems.AddRange(PromptTemplate.Check(prompt).Select(static problem => new DraftProblem("prompt", problem)));
            if (InvisibleText.CountIn(prompt) > 0)
            {
                problems.Add(new("prompt", "The prompt holds characters that nobody can see."));
            }
        }
    }

    private static void CheckModel(string model, List<DraftProblem> problems)
    {
        if (model.Length > LongestModel || !ModelName().IsMatch(model))
        {
            problems.Add(new("model", $"The model's name must have no spaces and at most {LongestModel} characters."));
        }
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{1,49}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[!-~]*\z")]
    private static partial Regex ModelName();
}
