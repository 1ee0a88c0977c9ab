using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Text;
using SupportDashboard.Evaluations;

namespace SupportDashboard.Components.Evaluations;

/// <summary>How far a run is, how fast it goes, and what it costs. Every figure keeps its place from the beginning to the end.</summary>
public sealed partial class RunFacts
{
    [Parameter, EditorRequired]
    public required EvaluationRun Run { get; set; }

    /// <summary>Items a minute; null while too little is known.</summary>
    [Parameter]
    public double? Pace { get; set; }

    /// <summary>How long the rest will take; null while too little is known.</summary>
    [Parameter]
    public TimeSpan? Left { get; set; }

    private string State => Run.State switch
    {
        EvaluationRunState.Running => "Running",
        EvaluationRunState.Paused => "Paused.",
        EvaluationRunState.Cancelled => "Cancelled",
        _ => "Done",
    };

    // As it is now; of a run that has ended, as it was from its beginning to its end.
    private double? MeanPace => Run.State == EvaluationRunState.Running ? Pace
        : !Run.IsOpen && Run.FinishedAt - Run.CreatedAt is { TotalMinutes: > 0 } took ? (Run.Written + Run.NotJudged) / took.TotalMinutes
        : null;

    private string Time => Run.State == EvaluationRunState.Running
        ? Left is { } left ? $"about {Figures.Duration(left)}" : "–"
        : Figures.Duration(Run.FinishedAt - Run.CreatedAt);
}
