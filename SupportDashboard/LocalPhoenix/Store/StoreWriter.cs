using Microsoft.Data.Sqlite;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>
/// The one thread that writes. What is waiting is gathered into one transaction (group commit): a lone request commits at
/// once, many share the cost of one flush to disk. A large piece has a transaction of its own, so that small ones wait for
/// one of those at most. Nobody is answered before the commit.
/// </summary>
internal sealed partial class StoreWriter : IAsyncDisposable
{
    // Where sharing a flush does not make up any more for waiting together.
    private const int LargeRows = 128;

    private static readonly TimeSpan GatherAtMost = TimeSpan.FromMilliseconds(20);

    private readonly StoreConnection _connection;
    private readonly Action _committed;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly StoreQueue _waiting = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _disposals;

    /// <summary>Starts the thread; <paramref name="committed"/> is called on it after each commit.</summary>
    public StoreWriter(StoreConnection connection, Action committed, TimeProvider clock, ILogger logger)
    {
        (_connection, _committed, _clock, _logger) = (connection, committed, clock, logger);
        new Thread(Work) { IsBackground = true, Name = "traces.db writer" }.Start();
    }

    /// <summary>Writes, and returns when it is on disk.</summary>
    /// <param name="write">Writes inside a transaction.</param>
    /// <param name="rows">About how many rows it writes.</param>
    /// <param name="cancellationToken">Gives up, unless it is being written already.</param>
    /// <exception cref="StoreUnavailableException">The store cannot write at the moment.</exception>
    public Task<T> WriteAsync<T>(Func<StoreConnection, T> write, int rows, CancellationToken cancellationToken)
    {
        var work = new StoreWork<T>(write, rows >= LargeRows, cancellationToken);
        return _waiting.TryAdd(work) ? work.Done : Task.FromException<T>(new StoreUnavailableException(null));
    }

    /// <summary>Writes what is still waiting, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Increment(ref _disposals) > 1)
        {
            return;
        }

        _waiting.Close();
        await _ended.Task;
        _connection.Dispose();
    }

    private void Work()
    {
        while (_waiting.Take() is { } first)
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

            if (written.Count > 0)
            {
                Announce(written);
            }
        }

        _ended.SetResult();
    }

    private void WriteGroup(StoreWork first, List<StoreWork> written)
    {
        written.Add(first);
        _connection.Run("BEGIN IMMEDIATE");
        var started = _clock.GetTimestamp();
        if (!TryRunFirst(first))
        {
            written.Clear();
            return;
        }

        while (!first.IsLarge && _clock.GetElapsedTime(started) < GatherAtMost && _waiting.TryTakeSmall() is { } next)
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

    /// <summary>Runs the piece that opens a group. When it ends early the transaction does: a savepoint would keep a copy of every page it changes.</summary>
    private bool TryRunFirst(StoreWork work)
    {
        try
        {
            work.Run(_connection);
            return true;
        }
        catch (Exception exception) when (exception is not SqliteException)
        {
            _connection.Run("ROLLBACK");
            work.Failed(exception);
            return false;
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
