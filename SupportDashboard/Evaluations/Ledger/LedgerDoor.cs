using Microsoft.EntityFrameworkCore;
using SupportDashboard.Hosting;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>
/// The way into the dashboard database. SQLite's calls block, so nobody enters on the caller's thread (it may be a circuit's);
/// it takes one writer at a time, so writers queue here, where waiting costs nothing, instead of polling for the file's lock.
/// PostgreSQL takes several. Until the database is prepared everybody waits outside: preparing it takes longer than the first page should.
/// </summary>
internal sealed class LedgerDoor(IDbContextFactory<DashboardDbContext> contexts, int maxWriters = 1) : IDisposable
{
    private const int MaxReaders = 4;

    private readonly SemaphoreSlim _writers = new(maxWriters);
    private readonly SemaphoreSlim _readers = new(MaxReaders);
    private readonly Subscribers _changed = new();
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Prepares the database, then lets everybody in; if that fails, everybody is told why.</summary>
    public async Task OpenAsync(Func<DashboardDbContext, Task> prepare, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await RunAsync<object?>(
                async db =>
                {
                    await prepare(db);
                    return null;
                },
                cancellationToken);
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

    /// <summary>Runs a change on a context of its own; on SQLite no other change runs meanwhile.</summary>
    public async Task<T> WriteAsync<T>(Func<DashboardDbContext, Task<T>> work, CancellationToken cancellationToken)
    {
        var result = await EnterAsync(_writers, work, cancellationToken);
        _changed.Publish();
        return result;
    }

    /// <summary>Calls back after each change of this process, from any thread, until the token is disposed.</summary>
    public IDisposable Subscribe(Action changed) => _changed.Subscribe(changed);

    public void Dispose()
    {
        _writers.Dispose();
        _readers.Dispose();
    }

    private async Task<T> EnterAsync<T>(SemaphoreSlim places, Func<DashboardDbContext, Task<T>> work, CancellationToken cancellationToken)
    {
        await _opened.Task.WaitAsync(cancellationToken);
        await places.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            return await RunAsync(work, cancellationToken);
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>On PostgreSQL, work that a broken connection undid is done once more, with a context that knows nothing of the first try.</summary>
    private async Task<T> RunAsync<T>(Func<DashboardDbContext, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var first = await contexts.CreateDbContextAsync(cancellationToken);
        var strategy = first.Database.CreateExecutionStrategy();
        return strategy.RetriesOnFailure ? await strategy.ExecuteAsync(OnceAsync, cancellationToken) : await work(first);

        async Task<T> OnceAsync(CancellationToken token)
        {
            await using var db = await contexts.CreateDbContextAsync(token);
            return await work(db);
        }
    }
}
