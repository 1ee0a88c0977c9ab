using Microsoft.AspNetCore.Components;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>The sessions as a dense table, sorted by its headers.</summary>
public sealed partial class SessionTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<SessionRow> Rows { get; set; }

    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    /// <summary>The ids of the picked sessions.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlySet<string> Selected { get; set; }

    /// <summary>Raised with the id of a session that was picked or let go.</summary>
    [Parameter]
    public EventCallback<string> OnToggle { get; set; }

    private string HrefOf(SessionRow row) => (Address with { SessionId = row.SessionId, Turn = null }).ToUri();
}
