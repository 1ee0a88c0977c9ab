using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Text;

namespace SupportDashboard.Components;

/// <summary>The root of every circuit: finds the page of an address.</summary>
public sealed partial class Routes(BrowserTime browserTime)
{
    /// <summary>The browser's time zone as its request told it; null before its first visit.</summary>
    [Parameter]
    public string? Zone { get; set; }

    protected override void OnInitialized() => browserTime.Use(Zone);
}
