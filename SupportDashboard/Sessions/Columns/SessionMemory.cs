using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SupportDashboard.Llm;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Columns;

/// <summary>
/// Keeps the columns equal to the index: filled once in the background, then changed with every transaction, before whoever wrote it
/// goes on. Many read together; a change waits for the reads before it and takes as long as the sessions it touches.
/// </summary>
internal sealed partial class SessionMemory : IAsyncDisposable
{
    /// <summary>Sessions that change while readers wait.</summary>
    private const int LargestChange = 200;

    private readonly IndexDatabase _index;
    private readonly LlmPrices _prices;
    private readonly ILogger<SessionMemory> _logger;
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly Lock _starting = new();
    private readonly HashSet<long> _waiting = [];
    private SessionColumns _columns = new();
    private EntryReader _reader;
    private Task? _loading;
    private Task? _ordering;
    private volatile bool _loaded;
    private volatile bool _disposed;
    private long _version;
    private double _share;

    public SessionMemory(IndexDatabase index, LlmPrices prices, ILogger<SessionMemory> logger)
    {
        _index = index;
        _prices = prices;
        _logger = logger;
        _reader = new EntryReader(_columns.Facets, prices);
        _index.SessionsChanged += Follow;
    }

    /// <summary>Called when the columns are filled.</summary>
    public event Action? Loaded;

    public IndexLoad State => new(_loaded, _loaded ? 1 : Volatile.Read(ref _share));

    /// <summary>Grows with every change.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Ends when every order of the sessions has been made, after the columns were filled.</summary>
    public Task OrderedAsync() => _ordering ?? Task.CompletedTask;

    /// <summary>Fills the columns if nobody did yet; ends when they are filled.</summary>
    public Task LoadAsync()
    {
        lock (_starting)
        {
            return _loading is null or { IsFaulted: true } or { IsCanceled: true } ? _loading = FillAsync() : _loading;
        }
    }

    /// <summary>Reads while nothing changes.</summary>
    public T Read<T>(Func<SessionColumns, T> read)
    {
        _lock.EnterReadLock();
        try
        {
            return read(_columns);
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    /// <summary>Stops following the index, and waits until nothing reads it any more.</summary>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        _index.SessionsChanged -= Follow;
        await Task.WhenAll(_loading ?? Task.CompletedTask, _ordering ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _lock.Dispose();
    }

    private async Task FillAsync()
    {
        var started = Stopwatch.GetTimestamp();
        var (columns, reader) = await _index.ReadAsync(Fill, CancellationToken.None);
        await _index.ReadAsync(connection => TakeOver(connection, columns, reader), CancellationToken.None);
        LogLoaded(_logger, columns.Sessions, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds, columns.Size / 1_000_000);
        Loaded?.Invoke();
        _ordering = OrderAsync();
    }

    // Each takes a moment with many sessions, which is better spent now than at the first click on a column's head.
    private async Task OrderAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        foreach (var column in Enum.GetValues<Column>())
        {
            if (!_disposed)
            {
                Read(known => known.Ordered(column));
            }
        }
    }

    private (SessionColumns Columns, EntryReader Reader) Fill(SqliteConnection connection)
    {
        var columns = new SessionColumns();
        var reader = new EntryReader(columns.Facets, _prices);
        var greatest = GreatestKey(connection);
        columns.Reserve(greatest + 1);
        foreach (var entry in reader.All(connection))
        {
            columns.Set(entry);
            Volatile.Write(ref _share, (double)entry.Key / Math.Max(1, greatest));
        }

        columns.Ordered(Column.Active);
        return (columns, reader);
    }

    private static int GreatestKey(SqliteConnection connection)
    {
        using var rows = new RawRows(connection, "SELECT coalesce(max(id), 0) FROM session");
        return rows.Read() ? (int)rows.Number(0) : 0;
    }

    // What was written while the columns were filled is read again, in a snapshot that begins inside the lock.
    private bool TakeOver(SqliteConnection connection, SessionColumns columns, EntryReader reader)
    {
        lock (_waiting)
        {
            Change(connection, columns, reader, _waiting);
            _waiting.Clear();
            (_columns, _reader, _loaded) = (columns, reader, true);
            Interlocked.Increment(ref _version);
            return true;
        }
    }

    private void Follow(SqliteConnection connection, IReadOnlyCollection<long> keys)
    {
        lock (_waiting)
        {
            if (!_loaded)
            {
                _waiting.UnionWith(keys);
                return;
            }
        }

        try
        {
            foreach (var part in keys.Chunk(LargestChange))
            {
                Apply(connection, part);
            }
        }
        catch (Exception)
        {
            // The columns no longer say what the index says: they are filled again when somebody asks next.
            Forget();
            throw;
        }
    }

    private void Apply(SqliteConnection connection, long[] keys)
    {
        _lock.EnterWriteLock();
        try
        {
            Change(connection, _columns, _reader, keys);
            Interlocked.Increment(ref _version);
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    private static void Change(SqliteConnection connection, SessionColumns columns, EntryReader reader, IReadOnlyCollection<long> keys)
    {
        var gone = keys.ToHashSet();
        foreach (var entry in reader.Some(connection, keys))
        {
            columns.Set(entry);
            gone.Remove(entry.Key);
        }

        foreach (var key in gone)
        {
            columns.Remove((int)key);
        }
    }

    private void Forget()
    {
        lock (_starting)
        {
            _loading = null;
        }

        lock (_waiting)
        {
            _loaded = false;
        }
    }

    [LoggerMessage(LogLevel.Information, "{Sessions} sessions were read into memory in {Milliseconds} ms; they take {Megabytes} MB.")]
    private static partial void LogLoaded(ILogger logger, int sessions, long milliseconds, long megabytes);
}
