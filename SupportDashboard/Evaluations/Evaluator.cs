namespace SupportDashboard.Evaluations;

/// <summary>The definition that judges one dimension of a session: its question, its prompt and the answers it allows.</summary>
public sealed record Evaluator
{
    /// <summary>The label of the way out: the judge cannot tell from the transcript. It never carries a score.</summary>
    public const string UnknownLabel = "unknown";

    /// <summary>The name of the annotation that the evaluator writes.</summary>
    public required string Name { get; init; }

    /// <summary>The name for people.</summary>
    public required string Title { get; init; }

    /// <summary>Grows with every change of the prompt or the choices; verdicts keep the version that made them.</summary>
    public required int Version { get; init; }

    /// <summary>What the evaluator answers, as one sentence for people.</summary>
    public required string Question { get; init; }

    /// <summary>The closed set of answers; the unknown one, where it is allowed, stands last.</summary>
    public required IReadOnlyList<EvaluatorChoice> Choices { get; init; }

    /// <summary>What answers the question.</summary>
    public EvaluatorKind Kind { get; init; }

    /// <summary>What the verdicts are on.</summary>
    public EvaluatorScope Scope { get; init; }

    /// <summary>The rubric that opens the judge's instructions; of code, what it looks for, in people's words.</summary>
    public required string PromptTemplate { get; init; }

    /// <summary>The judge sees tool calls with their results and retrieved documents too, not only what was said.</summary>
    public bool SeesWork { get; init; }

    /// <summary>Sent to the model only when set: some models refuse the parameter.</summary>
    public float? Temperature { get; init; }

    /// <summary>True when the judge may answer that it cannot tell.</summary>
    public bool AllowsUnknown => Find(UnknownLabel) is not null;

    /// <summary>The choice with exactly this label, or null.</summary>
    public EvaluatorChoice? Find(string? label) =>
        Choices.FirstOrDefault(choice => string.Equals(choice.Label, label, StringComparison.Ordinal));
}
