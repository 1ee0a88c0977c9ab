using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Drawing;
using SupportDashboard.Components.Text;
using SupportDashboard.Evaluations;

namespace SupportDashboard.Components.Sessions;

/// <summary>The evaluation run that is going on, above the list: progress, failures, cancel; and how it ended.</summary>
public sealed partial class RunBanner(EvaluationRuns runs, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _disposal = new();
    private RenderThrottle? _throttle;
    private IDisposable? _subscription;
    private EvaluationRun? _run;

    /// <summary>The project whose runs are shown.</summary>
    [Parameter, EditorRequired]
    public required string Project { get; set; }

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
                var newest = await runs.RecentAsync(Project, 1, _disposal.Token) is [var first, ..] ? first : null;

                // A run that ended before this page was opened is no news.
                if (newest is { State: EvaluationRunState.Running or EvaluationRunState.Paused } || newest?.Id == _run?.Id)
                {
                    _run = newest;
                    StateHasChanged();
                }
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

    private static string Outcome(EvaluationRun run) => run switch
    {
        { Written: 0, NotJudged: > 0 } => run.Reasons.MaxBy(reason => reason.Value).Key,
        { NotJudged: > 0 } => $"{Figures.Count(run.Written, "verdict")}, {Figures.Count(run.NotJudged)} not judged",
        _ => Figures.Count(run.Written, "verdict"),
    };

    private Task ResumeAsync() => _run is { } run ? runs.ResumeAsync(run.Id, _disposal.Token) : Task.CompletedTask;

    private Task CancelAsync() => _run is { } run ? runs.CancelAsync(run.Id, _disposal.Token) : Task.CompletedTask;
}
