using SupportDashboard.Components.Drawing;
using SupportDashboard.Components.Text;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Components.Layout;

/// <summary>Says on every page what does not work: Phoenix unreachable or refusing, what is stale since when, and when it is tried again.</summary>
public sealed partial class ConnectionBanner(PhoenixConnection phoenix, BrowserTime browserTime, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _disposal = new();
    private RenderThrottle? _throttle;
    private IDisposable? _subscription;
    private string? _problem;
    private bool _dismissed;

    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        _disposal.CancelHere();
        if (_throttle is not null)
        {
            await _throttle.DisposeAsync();
        }

        _disposal.Dispose();
    }

    protected override void OnInitialized() => ReadHealth();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        _throttle = new RenderThrottle(RefreshAsync, RefreshInterval, clock);
        _subscription = phoenix.Subscribe(_throttle.Request);
        try
        {
            // Every page has this banner, so this is where the circuit learns its browser's time zone.
            await browserTime.LoadAsync(_disposal.Token);
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    private async Task RefreshAsync()
    {
        try
        {
            await InvokeAsync(() =>
            {
                ReadHealth();
                StateHasChanged();
            });
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    private void ReadHealth() =>
        _problem = phoenix.Health is { IsConnected: false, State: not PhoenixHealthState.Connecting } health ? health.Reason ?? "Phoenix does not answer." : null;
}
