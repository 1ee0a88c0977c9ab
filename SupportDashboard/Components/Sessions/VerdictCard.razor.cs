using Microsoft.AspNetCore.Components;
using SupportDashboard.Evaluations;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>A judge's verdict in full: words, explanation, evidence, who judged and when; or why there is none.</summary>
public sealed partial class VerdictCard
{
    [Parameter, EditorRequired]
    public required string Evaluator { get; set; }

    [Parameter]
    public SessionVerdict? Verdict { get; set; }

    /// <summary>What the ledger says of the newest attempt.</summary>
    [Parameter]
    public EvaluationItem? Item { get; set; }

    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    private string Title => EvaluatorCatalog.Find(Evaluator)?.Title ?? Evaluator;

    private string? Question => EvaluatorCatalog.Find(Evaluator)?.Question;

    private string Judge => Verdict switch
    {
        { AnnotatorKind: "CODE" } when EvaluatorCatalog.Find(Evaluator)?.Kind == EvaluatorKind.Code => "by code",
        { AnnotatorKind: "CODE", Model: { } rules } => $"by rules ({rules})",
        { AnnotatorKind: "CODE" } => "by rules",
        { Model: { } model } => $"judged by {model}",
        _ => "judge unknown",
    };
}
