using SupportDashboard.Llm;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Components.Layout;

/// <summary>Which Phoenix and which model are in use, and whether Phoenix answers; leads to the settings.</summary>
public sealed partial class ConnectionChip(PhoenixConnection phoenix, LlmConnection model, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(250);

    private RenderThrottle? _throttle;
    private IDisposable? _subscription;

    private bool Connected => phoenix.Health.State is PhoenixHealthState.Connected or PhoenixHealthState.Connecting;

    private string Words => $"{(phoenix.Mode == PhoenixMode.Embedded ? "Embedded Phoenix" : $"Phoenix {phoenix.ServerVersion}".TrimEnd())} · {phoenix.Project} · {model.DisplayName}";

    private string Hint => phoenix.Health.Reason ?? $"Conversations come from {phoenix.Endpoint}; answers and verdicts from {model.DisplayName}.";

    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        if (_throttle is not null)
        {
            await _throttle.DisposeAsync();
        }
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _throttle = new RenderThrottle(RefreshAsync, RefreshInterval, clock);
            _subscription = phoenix.Subscribe(_throttle.Request);
        }
    }

    private async Task RefreshAsync()
    {
        try
        {
            await InvokeAsync(StateHasChanged);
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }
}
