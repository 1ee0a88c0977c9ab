using Microsoft.AspNetCore.Components;
using SupportDashboard.Evaluations;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>A verdict in a few words. Its accessible name is <c>evaluator: label</c>, its description the explanation.</summary>
public sealed partial class VerdictBadge(EvaluatorBook book)
{
    /// <summary>The name of the evaluator, for example <c>resolution_status</c>.</summary>
    [Parameter, EditorRequired]
    public required string Evaluator { get; set; }

    /// <summary>The verdict, or null where there is none.</summary>
    [Parameter]
    public SessionVerdict? Verdict { get; set; }

    /// <summary>Why the newest attempt gave no verdict; null where none failed.</summary>
    [Parameter]
    public string? Failure { get; set; }
}
