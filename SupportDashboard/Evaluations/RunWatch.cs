using SupportDashboard.Evaluations.Ledger;

namespace SupportDashboard.Evaluations;

/// <summary>
/// Keeps this process in step with what the ledger says about runs, where other dashboards share it: takes part in a run that was started elsewhere,
/// and stops when it was paused or cancelled there.
/// </summary>
internal sealed partial class RunWatch(RunQueue queue, RunLedger runs, RunDispatcher dispatcher, TimeProvider clock, ILogger<RunWatch> logger) : BackgroundService, ILedgerListener
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Signal _news = new(clock);

    public void LookAgain() => _news.Set();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (queue.IsShared && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _news.WaitAsync(Interval, stoppingToken);
                await FollowAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogFailed(exception);
            }
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        foreach (var runId in dispatcher.Working)
        {
            var run = await runs.FindAsync(runId, cancellationToken);
            if (run?.State == EvaluationRunState.Paused)
            {
                dispatcher.Pause(runId);
            }
            else if (run?.State != EvaluationRunState.Running)
            {
                dispatcher.Abandon(runId);
            }
        }

        foreach (var runId in await runs.UnfinishedAsync(cancellationToken))
        {
            if (!dispatcher.IsWorkingOn(runId) && await runs.HasPendingAsync(runId, cancellationToken))
            {
                dispatcher.Resume(runId);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "What other dashboards did with evaluation runs could not be read; it is tried again.")]
    private partial void LogFailed(Exception exception);
}
