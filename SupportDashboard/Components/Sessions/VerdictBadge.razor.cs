using Microsoft.AspNetCore.Components;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>A verdict in a few words. Its accessible name is <c>evaluator: label</c>, its description the explanation.</summary>
public sealed partial class VerdictBadge
{
    private VerdictLook _look = VerdictLook.NotJudged;

    /// <summary>The name of the evaluator, for example <c>resolution_status</c>.</summary>
    [Parameter, EditorRequired]
    public required string Evaluator { get; set; }

    /// <summary>The verdict, or null where there is none.</summary>
    [Parameter]
    public SessionVerdict? Verdict { get; set; }

    private string Name => $"{Evaluator}: {Verdict?.Label ?? "not judged"}{(Verdict?.Stale == true ? " (new turn since)" : "")}{(IsDoubtful ? " (possible manipulation)" : "")}";

    private bool IsDoubtful => Verdict?.Manipulation.Count > 0;

    private string? Hint => Verdict?.Stale == true ? $"{Name}. There is a newer turn than this verdict saw." : Name;

    protected override void OnParametersSet() =>
        _look = Verdict is null ? VerdictLook.NotJudged : VerdictLook.Of(Verdict);
}
