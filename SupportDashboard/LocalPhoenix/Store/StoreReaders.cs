using System.Collections.Concurrent;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>A few connections for reading. In WAL mode they never wait for the writer and see every commit.</summary>
internal sealed class StoreReaders(string path, int count) : IDisposable
{
    private readonly SemaphoreSlim _free = new(count, count);
    private readonly ConcurrentBag<StoreConnection> _idle = [];

    /// <summary>Reads one state of the store: what is committed meanwhile is not seen.</summary>
    public async Task<T> ReadAsync<T>(Func<StoreConnection, T> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            if (!_idle.TryTake(out var connection))
            {
                connection = StoreConnection.OpenReader(path);
            }

            connection.Run("BEGIN");
            try
            {
                return read(connection);
            }
            finally
            {
                connection.Run("COMMIT");
                _idle.Add(connection);
            }
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        foreach (var connection in _idle)
        {
            connection.Dispose();
        }

        _free.Dispose();
    }
}
