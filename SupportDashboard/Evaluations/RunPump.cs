using Microsoft.Extensions.Options;
using SupportDashboard.Evaluations.Ledger;

namespace SupportDashboard.Evaluations;

/// <summary>
/// Keeps the judges busy with a run: as soon as some items have come to an end the next are taken, a few more than can be asked at the same time, so that
/// a transcript has been read when its turn comes. Nothing waits for the slowest of a chunk.
/// </summary>
internal sealed class RunPump(ItemLedger items, ItemWorker worker, RunQueue queue, IOptions<EvaluationOptions> options)
{
    private const int LeastAhead = 4;
    private const int MostAhead = 64;

    // Behind a shared queue the next job may begin half a second later, and in another process: that has to be worth it.
    private const int SharedChunks = 20;

    /// <summary>Takes up to a chunk of items and works on them to their end.</summary>
    /// <param name="run">The run.</param>
    /// <param name="claim">The job that takes them.</param>
    /// <param name="handOver">Called once, before the end, when a chunk was taken and more may be left: another job can go on.</param>
    /// <param name="taking">Ends taking and waiting.</param>
    /// <param name="calling">Ends everything.</param>
    /// <returns>False when nothing was left to take; true when it ended early.</returns>
    public async Task<bool> WorkAsync(RunRow run, string claim, Action handOver, CancellationToken taking, CancellationToken calling)
    {
        var together = run.Evaluators.Count(static letter => letter == ',') + 1;
        var concurrency = options.Value.Concurrency;
        var ahead = Math.Clamp(concurrency / 2, LeastAhead, MostAhead);
        var batch = Math.Max(1, ahead / 2 / together) * together;
        using var places = new SemaphoreSlim(concurrency + ahead + batch);
        var working = new List<Task>();
        try
        {
            var chunk = Math.Max(options.Value.ChunkSize, 4 * concurrency) * (queue.IsShared ? SharedChunks : 1);
            for (var taken = 0; taken < chunk;)
            {
                var claimed = await TakeAsync(run, claim, batch, places, taking);
                if (claimed.Count == 0)
                {
                    return false;
                }

                taken += claimed.Count;
                working.Add(StartAsync(new(run, places, taking, calling), claimed));
            }

            handOver();
            return true;
        }
        finally
        {
            await Task.WhenAll(working);
        }
    }

    private async Task<List<ItemRow>> TakeAsync(RunRow run, string claim, int batch, SemaphoreSlim places, CancellationToken taking)
    {
        for (var place = 0; place < batch; place++)
        {
            await places.WaitAsync(taking);
        }

        var claimed = await items.ClaimAsync(run.Id, claim, batch, taking);
        if (claimed.Count < batch)
        {
            places.Release(batch - claimed.Count);
        }

        return claimed;
    }

    private async Task StartAsync(RunWork work, List<ItemRow> claimed)
    {
        var sessions = claimed.Select(static item => item.SessionId).Distinct(StringComparer.Ordinal).ToList();
        await worker.WorkAsync(work, claimed, await EarlierAsync(work, claimed, sessions));
    }

    private async Task<ILookup<string, KnownVerdict>> EarlierAsync(RunWork work, List<ItemRow> claimed, IReadOnlyList<string> sessionIds)
    {
        try
        {
            return (await items.EarlierAsync(work.Run.Project, sessionIds, CancellationToken.None)).ToLookup(static verdict => verdict.SessionId, StringComparer.Ordinal);
        }
        catch
        {
            // Nobody else would ever take them again.
            work.Places.Release(claimed.Count);
            await Task.WhenAll(claimed.Select(item => items.ReleaseAsync(item.Id)));
            throw;
        }
    }
}
