using System.Globalization;
using SupportDashboard.Tracing;

namespace SupportDashboard.Evaluations.Authoring;

/// <summary>An evaluator as somebody writes it; nothing is checked yet, numbers are as typed.</summary>
public sealed class EvaluatorDraft
{
    public string Name { get; set; } = "";

    public string Title { get; set; } = "";

    public string Question { get; set; } = "";

    public EvaluatorScope Scope { get; set; }

    /// <summary>The kind of the judged spans; counts only where <see cref="Scope"/> is a span.</summary>
    public string SpanKind { get; set; } = SpanKinds.Retriever;

    public string Prompt { get; set; } = "";

    public List<ChoiceDraft> Choices { get; set; } = [];

    public bool AllowsUnknown { get; set; } = true;

    /// <summary>When the judge says that it cannot tell.</summary>
    public string UnknownDescription { get; set; } = "The conversation does not show it.";

    public bool SeesWork { get; set; }

    /// <summary>The judge's model; empty for the configured one.</summary>
    public string Model { get; set; } = "";

    public string Temperature { get; set; } = "";

    public string TopP { get; set; } = "";

    public string MaxOutputTokens { get; set; } = "";

    /// <summary>An example to begin with.</summary>
    public static EvaluatorDraft Example() => new()
    {
        Prompt = """
            You judge conversations between a customer and a support agent. You judge exactly one thing: …

            The conversation is `good` when …

            The conversation is `bad` when …

            What does not count: …
            """.ReplaceLineEndings("\n"),
        Choices =
        [
            new() { Label = "good", Title = "Good", Score = "1", IsGood = true },
            new() { Label = "bad", Title = "Bad", Score = "0", IsGood = false },
        ],
    };

    /// <summary>A draft of what there is.</summary>
    public static EvaluatorDraft From(Evaluator evaluator) => new()
    {
        Name = evaluator.Name,
        Title = evaluator.Title,
        Question = evaluator.Question,
        Scope = evaluator.Scope,
        SpanKind = evaluator.SpanKind ?? SpanKinds.Retriever,
        Prompt = evaluator.PromptTemplate,
        Choices =
        [
            .. evaluator.Choices.Where(static choice => choice.Label != Evaluator.UnknownLabel).Select(static choice => new ChoiceDraft
            {
                Label = choice.Label, Title = choice.Title, Description = choice.Description, Score = Number(choice.Score), IsGood = choice.IsGood,
            }),
        ],
        AllowsUnknown = evaluator.AllowsUnknown,
        UnknownDescription = evaluator.Find(Evaluator.UnknownLabel)?.Description ?? new EvaluatorDraft().UnknownDescription,
        SeesWork = evaluator.SeesWork,
        Model = evaluator.Model ?? "",
        Temperature = Number(evaluator.Temperature),
        TopP = Number(evaluator.TopP),
        MaxOutputTokens = Number(evaluator.MaxOutputTokens),
    };

    private static string Number(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
