using System.Globalization;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>
/// Deletes the oldest sessions and traces when they are too old or do not fit any more, whole ones, in small steps between
/// which others write. Then it gives free pages back to the file system, in small steps too.
/// </summary>
internal sealed partial class Retention : IAsyncDisposable
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    // What is found old is looked at again when it is deleted, so few at a time.
    private const int FoundAtOnce = 64;

    // When it is too full it makes some room, not just enough for the next span.
    private const double Emptied = 0.95;

    // Free pages that are left for what comes; the rest is given back.
    private const int KeptPages = 256;
    private const int PagesPerStep = 128;

    private readonly TraceStore _store;
    private readonly RetentionLimits _limits;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly DeletionSteps _deletions;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private volatile string? _lastDeletion;

    /// <summary>Begins to look now and then, if there is a limit.</summary>
    public Retention(TraceStore store, RetentionLimits limits, TimeProvider clock, ILogger logger)
    {
        (_store, _limits, _clock, _logger) = (store, limits, clock, logger);
        _deletions = new(store);
        _loop = limits.IsOff ? Task.CompletedTask : LoopAsync(_stop.Token);
    }

    /// <summary>What is kept and what was deleted last, in words.</summary>
    public string Description => _lastDeletion is { } last ? $"{_limits}. {last}" : _limits.ToString();

    /// <summary>Looks once and deletes what has to go.</summary>
    /// <returns>How many spans went.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot write at the moment; what was deleted before stays deleted.</exception>
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        var spans = 0L;
        if (_limits.MaxAge is { } age)
        {
            var before = Timestamps.FromInstant(_clock.GetUtcNow() - age);
            while (await FindAsync(before, cancellationToken) is { } old)
            {
                spans += await _deletions.DeleteAsync(old, cancellationToken);
            }
        }

        if (_limits.MaxBytes is { } bytes && await UsedAsync(cancellationToken) > bytes)
        {
            spans += await MakeRoomAsync((long)(bytes * Emptied), cancellationToken);
        }

        await GiveBackAsync(cancellationToken);
        Tell(spans);
        return spans;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task LoopAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, _clock, stop);
                await TryRunAsync(stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The store closes.
        }
    }

    private async Task TryRunAsync(CancellationToken stop)
    {
        try
        {
            await RunAsync(stop);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The next look may find a disk with room on it.
            LogFailure(exception);
        }
    }

    private Task<OldTraces?> FindAsync(long? beforeNanos, CancellationToken cancellationToken) =>
        _store.ReadAsync(reader => RetentionQueries.Oldest(reader, beforeNanos, FoundAtOnce), cancellationToken);

    private Task<long> UsedAsync(CancellationToken cancellationToken) => _store.ReadAsync(RetentionQueries.UsedBytes, cancellationToken);

    private async Task<long> MakeRoomAsync(long bytes, CancellationToken cancellationToken)
    {
        var spans = 0L;
        while (await UsedAsync(cancellationToken) > bytes && await FindAsync(null, cancellationToken) is { } old)
        {
            spans += await _deletions.DeleteAsync(old, cancellationToken);
        }

        return spans;
    }

    // Does nothing in a file that an earlier version made: its free pages are used for what comes.
    private async Task GiveBackAsync(CancellationToken cancellationToken)
    {
        long free;
        do
        {
            free = await _store.ReadAsync(RetentionQueries.FreePages, cancellationToken);
        }
        while (free > KeptPages && await _store.WriteAsync(GiveBack, PagesPerStep, cancellationToken) < free);
    }

    private static long GiveBack(StoreConnection writer)
    {
        writer.Rows($"PRAGMA incremental_vacuum({PagesPerStep})", static _ => 0);
        return RetentionQueries.FreePages(writer);
    }

    private void Tell(long spans)
    {
        if (spans > 0)
        {
            _lastDeletion = string.Create(CultureInfo.InvariantCulture, $"{spans:#,0} spans were deleted at {_clock.GetUtcNow():yyyy-MM-dd HH:mm} UTC.");
            LogDeleted(spans, _limits);
        }
    }

    [LoggerMessage(LogLevel.Information, "Retention deleted {Spans} spans; kept are: {Limits}")]
    private partial void LogDeleted(long spans, RetentionLimits limits);

    [LoggerMessage(LogLevel.Warning, "Retention could not delete everything that is too old or too much; it tries again later")]
    private partial void LogFailure(Exception exception);
}
