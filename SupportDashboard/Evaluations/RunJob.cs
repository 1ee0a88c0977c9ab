using Hangfire;
using Hangfire.Server;
using SupportDashboard.Evaluations.Ledger;

namespace SupportDashboard.Evaluations;

/// <summary>
/// The job that Hangfire runs: works through one chunk of a run. Before the chunk has come to its end the next one is queued behind those of other
/// runs, so that a small run is not kept waiting by a large one, and no call waits for the last of a chunk.
/// </summary>
internal sealed partial class RunJob(RunLedger runs, ItemLedger items, RunPump pump, RunDispatcher dispatcher, EvaluationFeed feed, ILogger<RunJob> logger)
{
    /// <summary>Works through the run's next chunk. A repeated or late call finds nothing pending and changes nothing.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="chain">What this job and those that follow it have in common; a process works on one chain of a run.</param>
    /// <param name="context">Hangfire's, which puts it there.</param>
    /// <param name="cancellationToken">Hangfire's.</param>
    [AutomaticRetry(Attempts = 10, DelaysInSeconds = [1, 5, 15, 60], LogEvents = false)]
    public async Task WorkAsync(Guid runId, string chain, PerformContext? context, CancellationToken cancellationToken)
    {
        // A job that is handed out again lost its process: what it was judging is free.
        var claim = context?.BackgroundJob.Id ?? chain;
        await items.TakeBackAsync(runId, claim, cancellationToken);
        if (await runs.FindAsync(runId, cancellationToken) is not { State: EvaluationRunState.Running } run)
        {
            return;
        }

        var tokens = dispatcher.WorkingOn(runId);
        if (!tokens.Enter(chain))
        {
            return;
        }

        var hasMore = true;
        try
        {
            using var calling = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tokens.Calling);
            using var taking = CancellationTokenSource.CreateLinkedTokenSource(calling.Token, tokens.Taking);
            hasMore = await WorkAsync(run, new(claim, chain), taking.Token, calling.Token);
        }
        finally
        {
            if (tokens.Leave() && !hasMore)
            {
                dispatcher.Forget(runId);
            }
        }

        // Of jobs that overlap the last to end need not be the one that found nothing left.
        if (await runs.CompleteIfDoneAsync(runId, CancellationToken.None))
        {
            feed.Publish();
        }
    }

    private async Task<bool> WorkAsync(RunRow run, (string Claim, string Chain) job, CancellationToken taking, CancellationToken calling)
    {
        try
        {
            if (await pump.WorkAsync(run, job.Claim, () => dispatcher.Enqueue(run.Id, job.Chain), taking, calling))
            {
                return true;
            }

            // Another process may have taken what this one was about to; or the run was paused and resumed meanwhile.
            var hasMore = await runs.HasPendingAsync(run.Id, taking);
            if (hasMore)
            {
                dispatcher.Enqueue(run.Id, job.Chain);
            }

            return hasMore;
        }
        catch (OperationCanceledException) when (taking.IsCancellationRequested)
        {
            LogStopped(run.Id);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Work on evaluation run {RunId} stopped before its end.")]
    private partial void LogStopped(Guid runId);
}
