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

    // A search among fewer is fast whatever it looks for.
    private const int FewSessions = 20_000;

    // With fewer the columns are computed faster than a file of them is worth.
    private const int LeastSaved = 5_000;
    private const long NoFile = long.MaxValue;

    // The file is written anew when this part of the sessions changed since.
    private const int SavedPart = 20;

    private readonly IndexDatabase _index;
    private readonly LlmPrices _prices;
    private readonly ColumnsFile _file;
    private readonly ColumnsFilling _filling;
    private readonly int _leastSaved;
    private readonly ILogger<SessionMemory> _logger;
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly Lock _starting = new();
    private readonly HashSet<long> _waiting = [];
    private readonly Lock _sampling = new();
    private TrigramSample? _sample;
    private int _sampled;
    private SessionColumns _columns = new();
    private EntryReader _reader;
    private Task? _loading;
    private Task? _ordering;
    private volatile bool _loaded;
    private volatile bool _disposed;
    private long _version;

    // Which prices the costs follow, and how many sessions changed since the file was written.
    private volatile string _priced = "";
    private long _unsaved = NoFile;
    private double _share;

    public SessionMemory(IndexDatabase index, LlmPrices prices, ILogger<SessionMemory> logger, int leastSaved = LeastSaved)
    {
        _leastSaved = leastSaved;
        _index = index;
        _prices = prices;
        _file = new ColumnsFile(index.ColumnsPath);
        _filling = new ColumnsFilling(_file, prices);
        _logger = logger;
        _reader = new EntryReader(_columns.Facets, _columns.Names, prices);
        _index.SessionsChanged += Follow;
    }

    /// <summary>Called when the columns are filled.</summary>
    public event Action? Loaded;

    public IndexLoad State => new(_loaded, _loaded ? 1 : Volatile.Read(ref _share));

    /// <summary>The columns were read from their file, not computed.</summary>
    public bool IsFromFile { get; private set; }

    /// <summary>Grows with every change.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Ends when every order of the sessions has been made, after the columns were filled.</summary>
    public Task OrderedAsync() => _ordering ?? Task.CompletedTask;

    /// <summary>How common three letters are in the texts; null with so few sessions that it does not matter. Read anew when there are twice as many.</summary>
    public TrigramSample? Sample(SqliteConnection connection)
    {
        var sessions = Read(static columns => columns.Sessions);
        if (sessions < FewSessions)
        {
            return null;
        }

        lock (_sampling)
        {
            if (sessions >= 2 * _sampled)
            {
                (_sample, _sampled) = (TextSamples.Read(connection, Read(static columns => columns.Some(TrigramSample.Sessions))), sessions);
            }

            return _sample;
        }
    }

    /// <summary>Fills the columns if nobody did yet; ends when they are filled.</summary>
    public Task LoadAsync()
    {
        lock (_starting)
        {
            return _loading is null or { IsFaulted: true } or { IsCanceled: true } ? _loading = FillAsync() : _loading;
        }
    }

    /// <summary>
    /// Writes the columns to their file, from which the next start reads them; true when it did. Few sessions are computed as fast, and while
    /// it writes nothing else can write to the index.
    /// </summary>
    /// <param name="force">Even if the file is not much behind.</param>
    /// <param name="cancellationToken">Before it begins.</param>
    public async Task<bool> SaveAsync(bool force, CancellationToken cancellationToken)
    {
        if (!_loaded || Read(columns => columns.Sessions < _leastSaved || Volatile.Read(ref _unsaved) <= (force ? 0 : columns.Sessions / SavedPart)))
        {
            return false;
        }

        return await _index.WriteAsync(
            connection =>
            {
                Read(columns => Save(connection, columns));
                return true;
            },
            cancellationToken);
    }

    /// <summary>Computes all costs again, after the price table was edited.</summary>
    public async Task RepriceAsync(CancellationToken cancellationToken)
    {
        await LoadAsync().WaitAsync(cancellationToken);
        await _index.WriteAsync(
            connection =>
            {
                var priced = _prices.Fingerprint;
                var costs = _reader.Costs(connection, _columns.Keys);
                Change(columns => columns.Fill(Column.Cost, costs));
                _priced = priced;
                Volatile.Write(ref _unsaved, NoFile);
                return true;
            },
            cancellationToken);
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

        if (!_disposed)
        {
            await _index.ReadAsync(Sample, CancellationToken.None);
        }
    }

    private bool Save(SqliteConnection connection, SessionColumns columns)
    {
        var started = Stopwatch.GetTimestamp();
        _file.Write(connection, columns, _priced);
        Volatile.Write(ref _unsaved, 0);
        LogSaved(_logger, columns.Sessions, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return true;
    }

    private (SessionColumns Columns, EntryReader Reader) Fill(SqliteConnection connection)
    {
        _priced = _prices.Fingerprint;
        if (_filling.FromFile(connection, _priced) is { } kept)
        {
            Volatile.Write(ref _unsaved, kept.Changed);
            IsFromFile = true;
            return (kept.Columns, kept.Reader);
        }

        Volatile.Write(ref _unsaved, NoFile);
        return _filling.Computed(connection, share => Volatile.Write(ref _share, share));
    }

    // What was written while the columns were filled is read again, in a snapshot that begins inside the lock.
    private bool TakeOver(SqliteConnection connection, SessionColumns columns, EntryReader reader)
    {
        lock (_waiting)
        {
            ColumnsFilling.Change(connection, columns, reader, _waiting);
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
        Change(columns => ColumnsFilling.Change(connection, columns, _reader, keys));
        if (Volatile.Read(ref _unsaved) is not NoFile and var before)
        {
            Volatile.Write(ref _unsaved, before + keys.Length);
        }
    }

    private void Change(Action<SessionColumns> change)
    {
        _lock.EnterWriteLock();
        try
        {
            change(_columns);
            Interlocked.Increment(ref _version);
        }
        finally
        {
            _lock.ExitWriteLock();
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

    [LoggerMessage(LogLevel.Debug, "{Sessions} sessions were written from memory to their file in {Milliseconds} ms.")]
    private static partial void LogSaved(ILogger logger, int sessions, long milliseconds);

    [LoggerMessage(LogLevel.Information, "{Sessions} sessions were read into memory in {Milliseconds} ms; they take {Megabytes} MB.")]
    private static partial void LogLoaded(ILogger logger, int sessions, long milliseconds, long megabytes);
}
