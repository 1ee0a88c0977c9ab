using Microsoft.AspNetCore.Components;

namespace SupportDashboard.Components.Sessions;

/// <summary>Which columns the table has, in which order, and how close its rows stand. All of it is in the address.</summary>
public sealed partial class DisplayPanel(NavigationManager navigation)
{
    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }

    private IReadOnlyList<SessionColumn> Shown => SessionColumns.Read(Address.Columns);

    private int PlaceOf(SessionColumn column) => Shown.ToList().IndexOf(column);

    private void Go(IReadOnlyList<SessionColumn> columns) => navigation.NavigateTo((Address with { Columns = SessionColumns.Write(columns) }).ToUri(), replace: true);
}
