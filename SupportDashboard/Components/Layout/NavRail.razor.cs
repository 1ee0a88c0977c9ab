using MudBlazor;

namespace SupportDashboard.Components.Layout;

/// <summary>The places of the application: a rail at the left, a bar at the bottom of a narrow screen.</summary>
public sealed partial class NavRail
{
    private static readonly Place[] Places =
    [
        new("/chat", "Chat", Icons.Material.Outlined.ChatBubbleOutline),
        new("/sessions", "Sessions", Icons.Material.Outlined.Inbox),
        new("/evaluations", "Evaluations", Icons.Material.Outlined.FactCheck),
        new("/settings", "Settings", Icons.Material.Outlined.Tune),
    ];

    private sealed record Place(string Href, string Title, string Icon);
}
