using Microsoft.AspNetCore.Components.Web;

namespace SupportDashboard.Components.Layout;

/// <summary>What a circuit holds around every page: the connection's state, and an error boundary. Navigation and keys stand in the document, see <see cref="App"/>.</summary>
public sealed partial class MainLayout
{
    private ErrorBoundary? _boundary;

    protected override void OnParametersSet() => _boundary?.Recover();

    private void Recover() => _boundary?.Recover();
}
