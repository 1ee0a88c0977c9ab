namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>traces.db: one writer, several readers. An awaited write is on disk; a read after it sees it.</summary>
internal sealed class TraceStore : IAsyncDisposable
{
    private readonly StoreWriter _writer;
    private readonly StoreReaders _readers;

    private TraceStore(StoreWriter writer, StoreReaders readers, string? setAside) =>
        (_writer, _readers, SetAside) = (writer, readers, setAside);

    /// <summary>Where a corrupt file was kept when this one was opened in its place.</summary>
    public string? SetAside { get; }

    /// <summary>
    /// Opens or creates the file. <paramref name="committed"/> is called after each commit, on the writer's thread: it must
    /// return quickly and not throw.
    /// </summary>
    /// <exception cref="TraceStoreException">A newer program wrote the file.</exception>
    public static TraceStore Open(string path, int readers, TimeProvider clock, Action committed, ILogger logger)
    {
        var (connection, setAside) = StoreFile.Open(path, clock);
        return new(new StoreWriter(connection, committed, clock, logger), new StoreReaders(path, readers), setAside);
    }

    /// <inheritdoc cref="StoreWriter.WriteAsync" />
    public Task<T> WriteAsync<T>(Func<StoreConnection, T> write, int rows, CancellationToken cancellationToken) =>
        _writer.WriteAsync(write, rows, cancellationToken);

    /// <summary>Writes a few rows, and returns when they are on disk.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot write at the moment.</exception>
    public Task<T> WriteAsync<T>(Func<StoreConnection, T> write, CancellationToken cancellationToken) => WriteAsync(write, rows: 1, cancellationToken);

    /// <inheritdoc cref="StoreReaders.ReadAsync" />
    public Task<T> ReadAsync<T>(Func<StoreConnection, T> read, CancellationToken cancellationToken) =>
        _readers.ReadAsync(read, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _readers.Dispose();
        await _writer.DisposeAsync();
    }
}
