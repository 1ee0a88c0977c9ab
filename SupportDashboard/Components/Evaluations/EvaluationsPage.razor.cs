using SupportDashboard.Components.Drawing;
using SupportDashboard.Evaluations;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Components.Evaluations;

/// <summary>The evaluation runs, newest first.</summary>
public sealed partial class EvaluationsPage(EvaluationRuns runs, PhoenixConnection phoenix, TimeProvider clock) : IAsyncDisposable
{
    private const int Shown = 50;
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _disposal = new();
    private IReadOnlyList<EvaluationRun>? _runs;
    private RenderThrottle? _throttle;
    private IDisposable? _subscription;

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

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _throttle = new RenderThrottle(RefreshAsync, RefreshInterval, clock);
            _subscription = runs.Subscribe(_throttle.Request);
            await RefreshAsync();
        }
    }

    private async Task RefreshAsync()
    {
        try
        {
            await InvokeAsync(async () =>
            {
                _runs = await runs.RecentAsync(phoenix.Project, Shown, _disposal.Token);
                StateHasChanged();
            });
        }
        catch (Exception) when (_disposal.IsCancellationRequested)
        {
            // The page has left the screen.
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }
}
