using System.Threading.Channels;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations;

/// <summary>
/// Brings what became of verdicts into the index of sessions, beside the writing, which does not wait for it: those that were written, and the reasons of
/// those that failed, which only the ledger knows. If the former fails, the next synchronization brings them; the latter are compared at start, and
/// when another dashboard on the same ledger has changed something.
/// </summary>
internal sealed partial class VerdictBadges(SessionSync sync, SessionFailures failures, ItemLedger items, TimeProvider clock, ILogger<VerdictBadges> logger)
    : BackgroundService, ILedgerListener
{
    // While another dashboard works on a run, it changes the ledger all the time.
    private static readonly TimeSpan BetweenComparisons = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly Signal _news = new(clock);
    private readonly SemaphoreSlim _oneAtATime = new(1);

    private const int SessionsAtOnce = 50;
    private const int MostWaiting = 10_000;

    // Who falls behind so far is caught up with by the synchronization, which knows what it has not read for long.
    private readonly Channel<JudgeOutcome> _ended = Channel.CreateBounded<JudgeOutcome>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>These verdicts stand in Phoenix now.</summary>
    public void Show(IReadOnlyList<ItemRow> written)
    {
        foreach (var item in written)
        {
            _ended.Writer.TryWrite(new(item.Project, item.SessionId, item.Evaluator, null));
        }
    }

    /// <summary>There is no verdict, and this is why.</summary>
    public void Failed(ItemRow item, string reason) => _ended.Writer.TryWrite(new(item.Project, item.SessionId, item.Evaluator, reason));

    public void LookAgain() => _news.Set();

    public override void Dispose()
    {
        base.Dispose();
        _oneAtATime.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await CompareAsync(stoppingToken);
        await Task.WhenAll(FollowAsync(stoppingToken), CompareAgainAsync(stoppingToken));
    }

    private async Task CompareAgainAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _news.WaitAsync(Longest, stoppingToken);
            await CompareAsync(stoppingToken);
            await Task.Delay(BetweenComparisons, clock, stoppingToken);
        }
    }

    // Never beside what this process notes itself: it would be put back to what was read before.
    private async Task CompareAsync(CancellationToken stoppingToken)
    {
        await _oneAtATime.WaitAsync(stoppingToken);
        try
        {
            await TryAsync(async () => await failures.ReplaceAsync(await items.FailedAsync(stoppingToken), stoppingToken), stoppingToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task NoteAsync(IReadOnlyList<JudgeOutcome> outcomes, CancellationToken stoppingToken)
    {
        await _oneAtATime.WaitAsync(stoppingToken);
        try
        {
            await TryAsync(() => failures.NoteAsync(outcomes, stoppingToken), stoppingToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        while (await _ended.Reader.WaitToReadAsync(stoppingToken))
        {
            // Of several attempts at the same the newest counts.
            var next = new Dictionary<(string, string, string), JudgeOutcome>();
            while (next.Count < SessionsAtOnce && _ended.Reader.TryRead(out var outcome))
            {
                next[(outcome.Project, outcome.SessionId, outcome.Evaluator)] = outcome;
            }

            await NoteAsync([.. next.Values], stoppingToken);
            foreach (var project in next.Values.Where(static outcome => outcome.Failure is null).GroupBy(static outcome => outcome.Project, static outcome => outcome.SessionId, StringComparer.Ordinal))
            {
                await TryAsync(() => sync.RefreshVerdictsAsync(project.Key, [.. project.Distinct(StringComparer.Ordinal)], stoppingToken), stoppingToken);
            }
        }
    }

    private async Task TryAsync(Func<Task> action, CancellationToken cancellationToken)
    {
        try
        {
            await action();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotShown(exception is PhoenixException ? exception.Message : exception.ToString());
        }
    }

    [LoggerMessage(LogLevel.Information, "Verdicts were written, but the index could not be refreshed at once: {Reason}")]
    private partial void LogNotShown(string reason);
}
