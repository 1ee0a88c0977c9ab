using System.Collections.Concurrent;
using Hangfire;
using Microsoft.Extensions.Options;
using SupportDashboard.Evaluations.Ledger;

namespace SupportDashboard.Evaluations;

/// <summary>
/// Hands runs to Hangfire, chunk by chunk, and hands the unfinished ones of an earlier process to it at start. The queue
/// may lose or repeat anything: what is done and what is not is in the ledger alone.
/// </summary>
internal sealed class RunDispatcher(RunLedger runs, RunQueue queue, IServiceProvider services, IOptions<EvaluationOptions> options) : IHostedService, IDisposable
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, RunTokens> _working = new();
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
        foreach (var tokens in _working.Values)
        {
            tokens.Stop();
        }

        await _resuming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_server is { } server)
        {
            server.SendStop();
            await server.WaitForShutdownAsync(cancellationToken);
        }
    }

    /// <summary>The runs of which this process knows something that ends them.</summary>
    public ICollection<Guid> Working => _working.Keys;

    /// <summary>Whether a job of this process works on the run.</summary>
    public bool IsWorkingOn(Guid runId) => _working.TryGetValue(runId, out var tokens) && tokens.IsWorking;

    /// <summary>Lets a worker take up the run. Doing so twice is harmless.</summary>
    public void Enqueue(Guid runId) => Enqueue(runId, Guid.NewGuid().ToString("N"));

    /// <summary>Lets a worker go on where a job of the chain has come to the end of its chunk.</summary>
    public void Enqueue(Guid runId, string chain) =>
        new BackgroundJobClient(queue.Storage).Enqueue<RunJob>(job => job.WorkAsync(runId, chain, null, CancellationToken.None));

    /// <summary>The tokens that end work on the run.</summary>
    public RunTokens WorkingOn(Guid runId) => _working.GetOrAdd(runId, static (_, stopping) => NewTokens(stopping), _stopping.Token);

    /// <summary>Takes nothing new of the run; calls in progress go on.</summary>
    public void Pause(Guid runId)
    {
        if (_working.TryGetValue(runId, out var tokens))
        {
            tokens.Pause();
        }
    }

    /// <summary>Goes on with a run that was paused.</summary>
    public void Resume(Guid runId)
    {
        WorkingOn(runId).Resume();
        Enqueue(runId);
    }

    /// <summary>Ends the run's calls in progress.</summary>
    public void Abandon(Guid runId)
    {
        if (_working.TryRemove(runId, out var tokens))
        {
            tokens.Stop();
        }
    }

    /// <summary>Forgets a run that has nothing left to judge.</summary>
    public void Forget(Guid runId) => _working.TryRemove(runId, out _);

    // The token source is not disposed: a host that is stopped while its program ends calls StopAsync once more afterwards.
    public void Dispose() => Interlocked.Exchange(ref _server, null)?.Dispose();

    private static RunTokens NewTokens(CancellationToken stopping)
    {
        var tokens = new RunTokens();
        if (stopping.IsCancellationRequested)
        {
            tokens.Stop();
        }

        return tokens;
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
            queue.Storage);
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
