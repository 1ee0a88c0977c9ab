using Microsoft.AspNetCore.Components;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>The figures over exactly the shown sessions, each against the period before, each a link to the conversations behind it.</summary>
public sealed partial class SummaryStrip
{
    /// <summary>The figures; null while they load.</summary>
    [Parameter, EditorRequired]
    public SessionSummary? Summary { get; set; }

    /// <summary>The address of the list, from which the links are made.</summary>
    [Parameter, EditorRequired]
    public required SessionsAddress Address { get; set; }
}
