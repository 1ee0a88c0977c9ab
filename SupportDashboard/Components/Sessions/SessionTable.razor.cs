using Microsoft.AspNetCore.Components;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>The sessions as a dense table of chosen columns, sorted by its headers.</summary>
public sealed partial class SessionTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<SessionRow> Rows { get; set; }

    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    [Parameter, EditorRequired]
    public required SessionSelection Selection { get; set; }

    /// <summary>The ids that came in last.</summary>
    [Parameter]
    public IReadOnlySet<string> Arrived { get; set; } = new HashSet<string>();

    /// <summary>The session whose preview is shown.</summary>
    [Parameter]
    public string? Peeked { get; set; }

    /// <summary>Raised when a session was picked or let go.</summary>
    [Parameter]
    public EventCallback<RowPick> OnPick { get; set; }

    /// <summary>Raised with the id of a session whose preview is asked for.</summary>
    [Parameter]
    public EventCallback<string> OnPeek { get; set; }

    private IReadOnlyList<SessionColumn> Columns => SessionColumns.Read(Address.Columns);

    private string HrefOf(SessionRow row) => (Address with { SessionId = row.SessionId, Turn = null }).ToUri();
}
