using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace SupportDashboard.Components.Layout;

/// <summary>
/// The places of the application: a rail at the left, a bar at the bottom of a narrow screen. It is drawn once for each request; <c>page.js</c> marks where one is
/// as soon as that changes.
/// </summary>
public sealed partial class NavRail(NavigationManager navigation)
{
    private static readonly Place[] Places =
    [
        new("/chat", "Chat", Icons.Material.Outlined.ChatBubbleOutline),
        new("/sessions", "Sessions", Icons.Material.Outlined.Inbox),
        new("/evaluations", "Evaluations", Icons.Material.Outlined.FactCheck),
        new("/settings", "Settings", Icons.Material.Outlined.Tune),
    ];

    private bool IsOn(Place place)
    {
        var path = new Uri(navigation.Uri).AbsolutePath;
        return path.Equals(place.Href, StringComparison.OrdinalIgnoreCase) || path.StartsWith(place.Href + "/", StringComparison.OrdinalIgnoreCase);
    }

    private sealed record Place(string Href, string Title, string Icon);
}
