using Microsoft.AspNetCore.Components;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Evaluations;

/// <summary>Chooses conversations for a trial among the newest.</summary>
public sealed partial class SessionPicks
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<SessionRow> Rows { get; set; }

    /// <summary>The ids that are chosen.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Chosen { get; set; }

    [Parameter]
    public EventCallback<IReadOnlyList<string>> ChosenChanged { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    private Task ToggleAsync(string id, bool chosen) =>
        ChosenChanged.InvokeAsync([.. Rows.Select(static row => row.SessionId).Where(other => other == id ? chosen : Chosen.Contains(other))]);
}
