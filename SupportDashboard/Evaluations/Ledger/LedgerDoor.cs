using Microsoft.EntityFrameworkCore;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>
/// The way into the dashboard database. SQLite's calls block, so nobody enters on the caller's thread (it may be a circuit's);
/// it takes one writer at a time, so writers queue here, where waiting costs nothing, instead of polling for the file's lock.
/// Until the database is prepared everybody waits outside: preparing it takes longer than the first page should.
/// </summary>
internal sealed class LedgerDoor(IDbContextFactory<DashboardDbContext> contexts) : IDisposable
{
    private const int MaxReaders = 4;

    private readonly SemaphoreSlim _writer = new(1);
    private readonly SemaphoreSlim _readers = new(MaxReaders);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Prepares the database, then lets everybody in; if that fails, everybody is told why.</summary>
    public async Task OpenAsync(Func<DashboardDbContext, Task> prepare, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await prepare(db);
            _opened.TrySetResult();
        }
        catch (Exception exception)
        {
            _opened.TrySetException(exception);
            throw;
        }
    }

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
        await _opened.Task.WaitAsync(cancellationToken);
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
