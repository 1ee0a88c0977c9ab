using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>
/// The one thread that writes. What is waiting is gathered into one transaction (group commit): a lone request commits at
/// once, many share the cost of one flush to disk. Nobody is answered before the commit.
/// </summary>
internal sealed partial class StoreWriter : IAsyncDisposable
{
    private static readonly TimeSpan GatherAtMost = TimeSpan.FromMilliseconds(20);

    private readonly StoreConnection _connection;
    private readonly Action _committed;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly BlockingCollection<StoreWork> _waiting = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _disposals;

    /// <summary>Starts the thread; <paramref name="committed"/> is called on it after each commit.</summary>
    public StoreWriter(StoreConnection connection, Action committed, TimeProvider clock, ILogger logger)
    {
        (_connection, _committed, _clock, _logger) = (connection, committed, clock, logger);
        new Thread(Work) { IsBackground = true, Name = "traces.db writer" }.Start();
    }

    /// <summary>Writes, and returns when it is on disk.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot write at the moment.</exception>
    public Task<T> WriteAsync<T>(Func<StoreConnection, T> write, CancellationToken cancellationToken)
    {
        var work = new StoreWork<T>(write, cancellationToken);
        try
        {
            _waiting.Add(work, cancellationToken);
            return work.Done;
        }
        catch (InvalidOperationException exception)
        {
            return Task.FromException<T>(new StoreUnavailableException(exception));
        }
    }

    /// <summary>Writes what is still waiting, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Increment(ref _disposals) > 1)
        {
            return;
        }

        _waiting.CompleteAdding();
        await _ended.Task;
        _connection.Dispose();
        _waiting.Dispose();
    }

    private void Work()
    {
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            var written = new List<StoreWork>();
            try
            {
                WriteGroup(first, written);
            }
            catch (Exception exception)
            {
                FailGroup(written, exception);
                continue;
            }

            Announce(written);
        }

        _ended.SetResult();
    }

    private void WriteGroup(StoreWork first, List<StoreWork> written)
    {
        written.Add(first);
        _connection.Run("BEGIN IMMEDIATE");
        var started = _clock.GetTimestamp();
        if (!TryRun(first))
        {
            written.Remove(first);
        }

        while (_clock.GetElapsedTime(started) < GatherAtMost && _waiting.TryTake(out var next))
        {
            written.Add(next);
            if (!TryRun(next))
            {
                written.Remove(next);
            }
        }

        _connection.Run("COMMIT");
    }

    private void Announce(List<StoreWork> written)
    {
        foreach (var work in written)
        {
            work.Committed();
        }

        try
        {
            _committed();
        }
        catch (Exception exception)
        {
            LogSubscriberFailure(exception);
        }
    }

    /// <summary>Runs one piece in a savepoint of its own: what ends one request must not undo the others.</summary>
    private bool TryRun(StoreWork work)
    {
        _connection.Run("SAVEPOINT piece");
        try
        {
            work.Run(_connection);
            _connection.Run("RELEASE piece");
            return true;
        }
        catch (Exception exception) when (exception is not SqliteException)
        {
            _connection.Run("ROLLBACK TO piece");
            _connection.Run("RELEASE piece");
            work.Failed(exception);
            return false;
        }
    }

    private void FailGroup(List<StoreWork> group, Exception exception)
    {
        LogFailure(exception);
        try
        {
            _connection.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself, as it does when the disk is full.
        }

        foreach (var work in group)
        {
            work.Failed(new StoreUnavailableException(exception));
        }
    }

    [LoggerMessage(LogLevel.Error, "The trace store could not commit; the senders were told to try again")]
    private partial void LogFailure(Exception exception);

    [LoggerMessage(LogLevel.Error, "A subscriber of the trace store failed")]
    private partial void LogSubscriberFailure(Exception exception);
}
