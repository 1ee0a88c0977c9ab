using System.Collections.Concurrent;
using Hangfire;
using Hangfire.InMemory;
using Microsoft.Extensions.Options;
using SupportDashboard.Evaluations.Ledger;

namespace SupportDashboard.Evaluations;

/// <summary>
/// Hands runs to Hangfire, one job per run at a time, and hands the unfinished ones of an earlier process to it at start. The queue
/// lives in memory and may lose or repeat anything: what is done and what is not is in the ledger alone.
/// </summary>
internal sealed class RunDispatcher(RunLedger runs, IServiceProvider services, IOptions<EvaluationOptions> options) : IHostedService, IDisposable
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    private readonly InMemoryStorage _storage = new(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromMinutes(10) });
    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> _working = new();
    private readonly CancellationTokenSource _stopping = new();
    private BackgroundJobServer? _server;
    private Task _resuming = Task.CompletedTask;

    // The start of the application does not wait for workers: what they work on waits in the ledger anyway.
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _resuming = ResumeAsync(_stopping.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _resuming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_server is { } server)
        {
            server.SendStop();
            await server.WaitForShutdownAsync(cancellationToken);
        }
    }

    /// <summary>Lets a worker take up the run. Doing so twice is harmless.</summary>
    public void Enqueue(Guid runId) =>
        new BackgroundJobClient(_storage).Enqueue<RunJob>(job => job.WorkAsync(runId, CancellationToken.None));

    /// <summary>The token that ends work on the run: when it is cancelled, or when the application stops.</summary>
    public CancellationToken WorkingOn(Guid runId) =>
        _working.GetOrAdd(runId, static (_, stopping) => CancellationTokenSource.CreateLinkedTokenSource(stopping), _stopping.Token).Token;

    /// <summary>Ends the run's calls in progress.</summary>
    public void Abandon(Guid runId)
    {
        if (_working.TryRemove(runId, out var source))
        {
            source.Cancel();
            source.Dispose();
        }
    }

    /// <summary>Forgets a run that has nothing left to judge.</summary>
    public void Forget(Guid runId)
    {
        if (_working.TryRemove(runId, out var source))
        {
            source.Dispose();
        }
    }

    // The token source is not disposed: a host that is stopped while its program ends calls StopAsync once more afterwards.
    public void Dispose()
    {
        Interlocked.Exchange(ref _server, null)?.Dispose();
        _storage.Dispose();
    }

    private async Task ResumeAsync(CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        _server = new BackgroundJobServer(
            new BackgroundJobServerOptions
            {
                WorkerCount = options.Value.Workers,
                Activator = new ServiceActivator(services),
                SchedulePollingInterval = TimeSpan.FromSeconds(1),
                ShutdownTimeout = ShutdownTimeout,
            },
            _storage);
        foreach (var runId in await runs.UnfinishedAsync(cancellationToken))
        {
            Enqueue(runId);
        }
    }

    private sealed class ServiceActivator(IServiceProvider services) : JobActivator
    {
        public override object ActivateJob(Type jobType) => services.GetRequiredService(jobType);
    }
}
