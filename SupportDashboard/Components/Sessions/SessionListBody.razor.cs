using Microsoft.AspNetCore.Components;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>The list in each of its states: loading, failed, empty (with the next thing to do), filled.</summary>
public sealed partial class SessionListBody(NavigationManager navigation)
{
    [Parameter, EditorRequired]
    public required SessionListModel Model { get; set; }

    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    /// <summary>Why the list could not be read, as a sentence.</summary>
    [Parameter]
    public string? Error { get; set; }

    /// <summary>How far the index is.</summary>
    [Parameter]
    public SyncState? Status { get; set; }

    [Parameter]
    public EventCallback OnRetry { get; set; }

    /// <summary>Raised after a session was picked or let go: the line above the list counts them.</summary>
    [Parameter]
    public EventCallback OnPicked { get; set; }

    private int First => ((Address.PageNumber - 1) * SessionListModel.PageSize) + 1;

    private Task ToggleAsync(string sessionId)
    {
        Model.Toggle(sessionId);
        return OnPicked.InvokeAsync();
    }

    private void PlayDemo() => navigation.NavigateTo("/chat?play=demo");
}
