using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Evaluations;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Evaluations;

/// <summary>A page of a run's items: each conversation with its verdict, or why there is none.</summary>
public sealed partial class RunItems(EvaluatorBook book)
{
    [Parameter, EditorRequired]
    public required EvaluationRun Run { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<EvaluationItem> Items { get; set; }

    /// <summary>Session id to what its customer said first.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyDictionary<string, string> Titles { get; set; }

    [Parameter, EditorRequired]
    public required RunItemsFilter Filter { get; set; }

    /// <summary>From 1.</summary>
    [Parameter, EditorRequired]
    public int PageNumber { get; set; }

    [Parameter, EditorRequired]
    public bool HasMore { get; set; }

    /// <summary>The address of a page of items.</summary>
    [Parameter, EditorRequired]
    public required Func<RunItemsFilter, int, string> Href { get; set; }

    private bool IsFiltered => Filter != new RunItemsFilter();

    private static SessionVerdict BadgeOf(EvaluationItem item) => new()
    {
        Evaluator = item.Evaluator,
        Label = item.Label,
        Score = item.Score,
        Explanation = item.Explanation,
        AnnotatorKind = AnnotatorKinds.Llm,
    };

    private string WordsOf(EvaluationItem item) => item.State switch
    {
        EvaluationItemState.Pending => "waiting",
        EvaluationItemState.Judging => "being judged",
        EvaluationItemState.Judged => $"{VerdictLook.Of(book, item.Evaluator, item.Label, item.Score).Words}, being written",
        EvaluationItemState.NotJudged => "Not judged",
        _ => "Cancelled",
    };
}
