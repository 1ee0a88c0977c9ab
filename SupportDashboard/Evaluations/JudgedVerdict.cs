using SupportDashboard.Evaluations.Checks;
using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations;

/// <summary>A verdict. Label and score are the catalog's; explanation and quotes are the model's words, bounded, and hostile until rendered as text.</summary>
/// <param name="Evaluator">The evaluator that was asked.</param>
/// <param name="Choice">The answer it chose.</param>
/// <param name="Explanation">Why, in the judge's words.</param>
/// <param name="Evidence">The quotes it rests on, each looked up in the transcript.</param>
public sealed record JudgedVerdict(Evaluator Evaluator, EvaluatorChoice Choice, string Explanation, IReadOnlyList<Evidence> Evidence) : Verdict(Evaluator)
{
    /// <summary>The label written to Phoenix.</summary>
    public string Label => Choice.Label;

    /// <summary>The score that the catalog gives to the label; null for <c>unknown</c>.</summary>
    public double? Score => Choice.Score;

    /// <summary>The model that judged.</summary>
    public required string Model { get; init; }

    /// <summary>LLM, or CODE when the embedded rules judged.</summary>
    public required string AnnotatorKind { get; init; }

    /// <summary>How many turns the session had.</summary>
    public required int TurnsSeen { get; init; }

    /// <summary>SHA-256 of the whole transcript, in lower-case hexadecimal digits.</summary>
    public required string InputHash { get; init; }

    /// <summary>How the transcript was cut for the model, as a sentence; null when it saw all of it.</summary>
    public string? Cut { get; init; }

    /// <summary>What in the conversation looks as if it was written for the judge; empty when nothing does.</summary>
    public IReadOnlyList<JudgeQuote> Manipulation { get; init; } = [];

    /// <summary>The verdicts on single spans, for evaluators of that scope.</summary>
    public IReadOnlyList<SpanFinding> Spans { get; init; } = [];
}
