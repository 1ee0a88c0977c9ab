using Microsoft.AspNetCore.Components.Web;

namespace SupportDashboard.Components.Layout;

/// <summary>The frame of every page: navigation, the connection's state, the page itself behind an error boundary.</summary>
public sealed partial class MainLayout
{
    private ErrorBoundary? _boundary;

    protected override void OnParametersSet() => _boundary?.Recover();

    private void Recover() => _boundary?.Recover();
}
