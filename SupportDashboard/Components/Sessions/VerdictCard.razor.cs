using Microsoft.AspNetCore.Components;
using SupportDashboard.Evaluations;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>A judge's verdict in full: words, explanation, evidence, who judged and when; or why there is none.</summary>
public sealed partial class VerdictCard(EvaluatorBook book)
{
    [Parameter, EditorRequired]
    public required string Evaluator { get; set; }

    [Parameter]
    public SessionVerdict? Verdict { get; set; }

    /// <summary>What the ledger says of the newest attempt.</summary>
    [Parameter]
    public EvaluationItem? Item { get; set; }

    /// <summary>What was said before the verdict, newest first.</summary>
    [Parameter]
    public IReadOnlyList<EarlierVerdict> Earlier { get; set; } = [];

    /// <summary>Why no rule had it judged, as a sentence.</summary>
    [Parameter]
    public string? WhyNot { get; set; }

    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    private string Title => book.TitleOf(Evaluator);

    private string? Question => book.Find(Evaluator)?.Question;

    private string? Unsupported => Verdict switch
    {
        { IsUnsupported: true } => "Unsupported: none of the quoted sentences stands in the conversation.",
        { Evidence.Count: 0, AnnotatorKind: AnnotatorKinds.Llm, Identifier: VerdictAnnotation.Identifier, Label: not null and not SupportDashboard.Evaluations.Evaluator.UnknownLabel } =>
            "Unsupported: the judge quoted nothing from the conversation.",
        _ => null,
    };

    private string Judge => Verdict switch
    {
        { AnnotatorKind: "CODE" } when book.Find(Evaluator)?.Kind == EvaluatorKind.Code => "by code",
        { AnnotatorKind: "CODE", Model: { } rules } => $"by rules ({rules})",
        { AnnotatorKind: "CODE" } => "by rules",
        { Model: { } model } => $"judged by {model}",
        _ => "judge unknown",
    };
}
