using SupportDashboard.Evaluations.Authoring;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations;

/// <summary>Takes items from judging to judged or not judged. The writer takes them on from there.</summary>
internal sealed partial class ItemWorker(
    SessionJudge judge, EvaluatorStore evaluators, ItemLedger items, RunLedger runs, RunDispatcher dispatcher, VerdictWriter writer, VerdictBadges badges, EvaluationFeed feed, ILogger<ItemWorker> logger) : IDisposable
{
    // Reading conversations is a few requests to Phoenix: more at the same time would only queue there.
    private const int MostReading = 16;
    private const int MostReadingTogether = 3;
    private const string UnexpectedReason = "An unexpected error stopped the judge; the log holds the details.";

    private readonly SemaphoreSlim _reading = new(MostReading);
    private readonly SemaphoreSlim _readingTogether = new(MostReadingTogether);

    // Items between being taken and having come to an end here.
    private int _working;

    /// <summary>Judges the items with one reading of each session's transcript. Whatever happens becomes a state of the items.</summary>
    public async Task WorkAsync(RunWork work, IReadOnlyList<ItemRow> claimed, ILookup<string, KnownVerdict> earlier)
    {
        var sessions = claimed.GroupBy(static item => item.SessionId, StringComparer.Ordinal).ToList();
        var together = ReadTogetherAsync(work, claimed[0].Project, [.. sessions.Select(static session => session.Key)]);
        await Task.WhenAll(sessions.Select(session => WorkAsync(work, [.. session], together, [.. earlier[session.Key]])));
    }

    public void Dispose()
    {
        _reading.Dispose();
        _readingTogether.Dispose();
    }

    private async Task WorkAsync(
        RunWork work, List<ItemRow> sessionItems, Task<IReadOnlyDictionary<string, Transcript>> together, IReadOnlyList<KnownVerdict> earlier)
    {
        var source = ReadAsync(work, sessionItems[0], together);
        await Task.WhenAll(sessionItems.Select(item => WorkAsync(work, item, source, earlier)));
    }

    private async Task<IReadOnlyDictionary<string, Transcript>> ReadTogetherAsync(RunWork work, string project, IReadOnlyList<string> sessionIds)
    {
        await _readingTogether.WaitAsync(work.Waiting);
        try
        {
            return await judge.ReadTogetherAsync(project, sessionIds, work.Waiting);
        }
        catch (Exception exception) when (!work.Waiting.IsCancellationRequested)
        {
            // Whose conversation it is about shows when each is read by itself.
            LogNotTogether(exception);
            return new Dictionary<string, Transcript>();
        }
        finally
        {
            _readingTogether.Release();
        }
    }

    private async Task<SessionSource> ReadAsync(RunWork work, ItemRow first, Task<IReadOnlyDictionary<string, Transcript>> together)
    {
        if ((await together).TryGetValue(first.SessionId, out var transcript))
        {
            return new(transcript, null);
        }

        await _reading.WaitAsync(work.Waiting);
        try
        {
            return await judge.ReadAsync(first.Project, first.SessionId, work.Waiting);
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task WorkAsync(RunWork work, ItemRow item, Task<SessionSource> source, IReadOnlyList<KnownVerdict> earlier)
    {
        Interlocked.Increment(ref _working);
        try
        {
            await JudgeAsync(work, item, await source, earlier);
        }
        catch (OperationCanceledException) when (work.Waiting.IsCancellationRequested)
        {
            await items.ReleaseAsync(item.Id);
        }
        catch (Exception exception)
        {
            LogUnexpected(item.RunId, item.Evaluator, exception);
            await FailAsync(item, NotJudgedReason.ModelError, UnexpectedReason);
        }
        finally
        {
            Interlocked.Decrement(ref _working);
            work.Places.Release();
            feed.Publish();
        }
    }

    private async Task JudgeAsync(RunWork work, ItemRow item, SessionSource source, IReadOnlyList<KnownVerdict> earlier)
    {
        if (source.Transcript is not { } transcript)
        {
            var (kind, reason) = source.Failure!.Value;
            await FailAsync(item, kind, reason);
            return;
        }

        if (await evaluators.FindAsync(item.Evaluator, item.EvaluatorVersion, CancellationToken.None) is not { } evaluator)
        {
            await FailAsync(item, NotJudgedReason.EvaluatorMissing, $"There is no evaluator named {item.Evaluator} any more.");
            return;
        }

        var (verdict, failure) = await judge.JudgeAsync(work, item, evaluator, transcript, earlier);
        if (verdict is not null)
        {
            // What was paid for is stored also when the run was cancelled or the application stops meanwhile.
            if (await items.StoreAsync(item, verdict) is { } stored)
            {
                writer.Write(stored, isLast: Volatile.Read(ref _working) <= 1);
            }
        }
        else if (failure!.ConcernsAll && work.Run.Sessions > 1)
        {
            // Each of the others would end like this one. They wait until somebody has done something about it.
            await PauseAsync(item, failure.Reason);
        }
        else
        {
            await items.FailAsync(item.Id, failure);
            badges.Failed(item, failure.Reason);
        }
    }

    private async Task FailAsync(ItemRow item, NotJudgedReason kind, string reason)
    {
        await items.FailAsync(item.Id, EvaluationItemState.Judging, kind, reason);
        badges.Failed(item, reason);
    }

    private async Task PauseAsync(ItemRow item, string reason)
    {
        if (await runs.PauseAsync(item.RunId, reason, CancellationToken.None))
        {
            dispatcher.Pause(item.RunId);
            LogPaused(item.RunId, reason);
        }

        await items.ReleaseAsync(item.Id);
    }

    [LoggerMessage(LogLevel.Error, "Judging an item of evaluation run {RunId} with {Evaluator} failed unexpectedly.")]
    private partial void LogUnexpected(Guid runId, string evaluator, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Conversations could not be read together; each is read by itself.")]
    private partial void LogNotTogether(Exception exception);

    [LoggerMessage(LogLevel.Warning, "Evaluation run {RunId} is paused: {Reason}")]
    private partial void LogPaused(Guid runId, string reason);
}
