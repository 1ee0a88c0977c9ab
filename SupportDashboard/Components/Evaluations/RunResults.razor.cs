using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Evaluations;

namespace SupportDashboard.Components.Evaluations;

/// <summary>The verdicts of a run by evaluator and label, and how they differ from those that the same conversations had before.</summary>
public sealed partial class RunResults(EvaluatorBook book)
{
    [Parameter, EditorRequired]
    public required EvaluationRun Run { get; set; }

    /// <summary>The address of the run's items that match.</summary>
    [Parameter, EditorRequired]
    public required Func<RunItemsFilter, string> Href { get; set; }

    private IReadOnlyList<RunResult> Changes =>
        [.. Run.Results.Where(static result => result.PreviousLabel is not null && result.PreviousLabel != result.Label).OrderByDescending(static result => result.Count)];

    private int Compared => Run.Results.Where(static result => result.PreviousLabel is not null).Sum(static result => result.Count);

    private List<(string? Label, int Count)> Of(string evaluator) =>
    [
        .. Run.Results.Where(result => result.Evaluator == evaluator)
            .GroupBy(static result => result.Label)
            .Select(static group => (group.Key, group.Sum(static result => result.Count)))
            .OrderByDescending(static found => found.Item2),
    ];

    private string Words(string evaluator, string? label) => VerdictLook.Of(book, evaluator, label, null).Words;
}
