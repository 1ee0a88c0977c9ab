using Microsoft.AspNetCore.Components;

namespace SupportDashboard.Components.Sessions;

/// <summary>The sessions as a dense table of chosen columns, sorted by its headers.</summary>
public sealed partial class SessionTable
{
    /// <summary>The rows; none where they are drawn by themselves.</summary>
    [Parameter]
    public IReadOnlyList<ListedSession> Sessions { get; set; } = [];

    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    private IReadOnlyList<SessionColumn> Columns => SessionColumns.Read(Address.Columns);
}
