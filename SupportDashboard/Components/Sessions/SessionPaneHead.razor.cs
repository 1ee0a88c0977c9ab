using Microsoft.AspNetCore.Components;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>The open conversation's title, the way to its neighbours, and what can be done with it.</summary>
public sealed partial class SessionPaneHead
{
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    [Parameter]
    public SessionPlace? Place { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private string? HrefOf(string? sessionId) => sessionId is null ? null : (Address with { SessionId = sessionId, Turn = null }).ToUri();
}
