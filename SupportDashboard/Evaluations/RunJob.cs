using Hangfire;
using Microsoft.Extensions.Options;
using SupportDashboard.Evaluations.Ledger;

namespace SupportDashboard.Evaluations;

/// <summary>
/// The job that Hangfire runs: works through one chunk of a run, then queues the run again behind the others, so that a small run
/// is not kept waiting by a large one.
/// </summary>
internal sealed partial class RunJob(
    RunLedger runs, ItemLedger items, ItemWorker worker, RunDispatcher dispatcher, IOptions<EvaluationOptions> options, EvaluationFeed feed, ILogger<RunJob> logger)
{
    /// <summary>Works through the run's next chunk. A repeated or late call finds nothing pending and changes nothing.</summary>
    [AutomaticRetry(Attempts = 10, DelaysInSeconds = [1, 5, 15, 60], LogEvents = false)]
    public async Task WorkAsync(Guid runId, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, dispatcher.WorkingOn(runId));
        try
        {
            var pending = await items.PendingAsync(runId, options.Value.ChunkSize, stop.Token);
            await Parallel.ForEachAsync(
                pending.GroupBy(static item => item.SessionId, StringComparer.Ordinal),
                new ParallelOptions { MaxDegreeOfParallelism = options.Value.Concurrency, CancellationToken = stop.Token },
                (session, token) => worker.WorkAsync([.. session], token));
            if (pending.Count > 0)
            {
                dispatcher.Enqueue(runId);
                return;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            LogStopped(runId);
        }

        dispatcher.Forget(runId);
        if (await runs.CompleteIfDoneAsync(runId, CancellationToken.None))
        {
            feed.Publish();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Work on evaluation run {RunId} stopped before its end.")]
    private partial void LogStopped(Guid runId);
}
