using System.Text.Json.Serialization;

namespace SupportDashboard.Evaluations;

/// <summary>The definition that judges one dimension of a conversation: its question, its prompt and the answers it allows.</summary>
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

    /// <summary>The kind of the spans that are judged, for example <c>RETRIEVER</c>; null where the scope is no span.</summary>
    public string? SpanKind { get; init; }

    /// <summary>
    /// The rubric that opens the judge's instructions, in Mustache, with the variables of <see cref="PromptVariables"/>; of code, what it looks for, in
    /// people's words.
    /// </summary>
    public required string PromptTemplate { get; init; }

    /// <summary>The judge sees tool calls with their results and retrieved documents too, not only what was said.</summary>
    public bool SeesWork { get; init; }

    /// <summary>The model that judges; null for the configured one. The embedded model takes no notice of it.</summary>
    public string? Model { get; init; }

    /// <summary>Sent to the model only when set: some models refuse the parameter.</summary>
    public float? Temperature { get; init; }

    /// <inheritdoc cref="Temperature"/>
    public float? TopP { get; init; }

    /// <summary>The most tokens of an answer, thinking included. Sent to the model only when set.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>When this version was published; null for the product's own.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When the evaluator, in all its versions, was retired: it is asked no more, and what it said stays. Null while it is in use.</summary>
    [JsonIgnore]
    public DateTimeOffset? RetiredAt { get; init; }

    /// <summary>It is asked no more.</summary>
    [JsonIgnore]
    public bool IsRetired => RetiredAt is not null;

    /// <summary>What one of the judged parts of a conversation is called: turn, retrieval, tool call …</summary>
    [JsonIgnore]
    public string PieceName => Scope == EvaluatorScope.Turn ? "turn" : PromptVariables.NameOfSpans(SpanKind);

    /// <summary>True when the judge may answer that it cannot tell.</summary>
    [JsonIgnore]
    public bool AllowsUnknown => Find(UnknownLabel) is not null;

    /// <summary>The choice with exactly this label, or null.</summary>
    public EvaluatorChoice? Find(string? label) =>
        Choices.FirstOrDefault(choice => string.Equals(choice.Label, label, StringComparison.Ordinal));
}
