using Microsoft.EntityFrameworkCore;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>
/// The way into the dashboard database. SQLite's calls block, so nobody enters on the caller's thread (it may be a circuit's);
/// it takes one writer at a time, so writers queue here, where waiting costs nothing, instead of polling for the file's lock.
/// </summary>
internal sealed class LedgerDoor(IDbContextFactory<DashboardDbContext> contexts) : IDisposable
{
    private const int MaxReaders = 4;

    private readonly SemaphoreSlim _writer = new(1);
    private readonly SemaphoreSlim _readers = new(MaxReaders);

    /// <summary>Runs a query on a context of its own.</summary>
    public Task<T> ReadAsync<T>(Func<DashboardDbContext, Task<T>> work, CancellationToken cancellationToken) =>
        EnterAsync(_readers, work, cancellationToken);

    /// <summary>Runs a change on a context of its own; no other change of this process runs meanwhile.</summary>
    public Task<T> WriteAsync<T>(Func<DashboardDbContext, Task<T>> work, CancellationToken cancellationToken) =>
        EnterAsync(_writer, work, cancellationToken);

    public void Dispose()
    {
        _writer.Dispose();
        _readers.Dispose();
    }

    private async Task<T> EnterAsync<T>(SemaphoreSlim places, Func<DashboardDbContext, Task<T>> work, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            return await work(db);
        }
        finally
        {
            places.Release();
        }
    }
}
