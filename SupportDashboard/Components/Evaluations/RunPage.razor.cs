using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Evaluations;

namespace SupportDashboard.Components.Evaluations;

/// <summary>One evaluation run: how far it is, each verdict, and why some are missing.</summary>
public sealed partial class RunPage(EvaluationRuns runs, NavigationManager navigation, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _disposal = new();
    private EvaluationRun? _run;
    private IReadOnlyList<EvaluationItem> _items = [];
    private RenderThrottle? _throttle;
    private IDisposable? _subscription;
    private bool _missing;
    private bool _retrying;

    /// <summary>The run's id from the address.</summary>
    [Parameter]
    public Guid RunId { get; set; }

    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        await _disposal.CancelAsync();
        if (_throttle is not null)
        {
            await _throttle.DisposeAsync();
        }

        _disposal.Dispose();
    }

    protected override Task OnParametersSetAsync() => _throttle is null ? Task.CompletedTask : RefreshAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _throttle = new RenderThrottle(RefreshAsync, RefreshInterval, clock);
            _subscription = runs.Subscribe(_throttle.Request);
            await RefreshAsync();
        }
    }

    private static string WordsOf(EvaluationItem item) => item.State switch
    {
        EvaluationItemState.Pending => "waiting",
        EvaluationItemState.Judging => "being judged",
        EvaluationItemState.Judged => $"{VerdictLook.Of(item.Evaluator, item.Label, item.Score).Words}, being written",
        EvaluationItemState.Written => VerdictLook.Of(item.Evaluator, item.Label, item.Score).Words,
        EvaluationItemState.NotJudged => "Not judged",
        _ => "Cancelled",
    };

    private async Task RefreshAsync()
    {
        try
        {
            await InvokeAsync(async () =>
            {
                _run = await runs.FindAsync(RunId, _disposal.Token);
                _items = _run is null ? [] : await runs.ItemsAsync(RunId, _disposal.Token);
                _missing = _run is null;
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

    private Task CancelAsync() => runs.CancelAsync(RunId, _disposal.Token);

    private async Task RetryAsync()
    {
        if (_retrying || _run is not { } run)
        {
            return;
        }

        _retrying = true;
        try
        {
            var failed = _items.Where(item => item.State == EvaluationItemState.NotJudged).ToList();
            var again = await runs.StartAsync(
                new EvaluationRequest(run.Project, [.. failed.Select(i => i.SessionId).Distinct()], [.. failed.Select(i => i.Evaluator).Distinct()], Again: false), _disposal.Token);
            navigation.NavigateTo($"/evaluations/{again}");
        }
        finally
        {
            _retrying = false;
        }
    }
}
