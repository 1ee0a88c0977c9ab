using System.Collections.Concurrent;
using System.Threading.Channels;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Syncing;

namespace SupportDashboard.Sessions;

/// <summary>
/// Keeps the index following Phoenix: at once when something says "look again", every two seconds while somebody watches,
/// every thirty otherwise; after failures with growing pauses.
/// </summary>
public sealed partial class SessionSync : BackgroundService
{
    private readonly ProjectSync _projects;
    private readonly PhoenixConnection _connection;
    private readonly TraceFeed _traces;
    private readonly SyncOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<SessionSync> _logger;
    private readonly ConcurrentDictionary<string, int> _watched = new(StringComparer.Ordinal);
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private int _failures;

    internal SessionSync(ProjectSync projects, PhoenixConnection connection, TraceFeed traces, SyncOptions options, TimeProvider clock, ILogger<SessionSync> logger)
    {
        _projects = projects;
        _connection = connection;
        _traces = traces;
        _options = options;
        _clock = clock;
        _logger = logger;
    }

    /// <summary>Somebody looks at the project: it is followed closely until the token is disposed.</summary>
    public IDisposable Watch(string project)
    {
        _watched.AddOrUpdate(project, 1, static (_, count) => count + 1);
        Signal();
        return new Watcher(this, project);
    }

    /// <summary>Looks at Phoenix now, for example because a person pressed "Retry".</summary>
    public void LookNow() => Signal();

    /// <summary>Reads the annotations and feedback of these sessions now, so that what was just written shows at once.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public Task RefreshAnnotationsAsync(string project, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken) =>
        _projects.RefreshAnnotationsAsync(project, sessionIds, cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = _traces.Subscribe(Signal);
        while (!stoppingToken.IsCancellationRequested)
        {
            var started = _clock.GetTimestamp();
            var pause = await LookAsync(stoppingToken);
            await WaitAsync(_options.LeastInterval - _clock.GetElapsedTime(started), heed: false, stoppingToken);
            await WaitAsync(pause, heed: true, stoppingToken);
        }
    }

    // One look at every project; answers how long to wait for the next.
    private async Task<TimeSpan> LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            var more = false;
            foreach (var project in _watched.Keys.Append(_connection.Project).Distinct(StringComparer.Ordinal))
            {
                more |= await _projects.LookAsync(project, _watched.ContainsKey(project), stoppingToken);
            }

            _failures = 0;
            return more ? TimeSpan.Zero : _watched.IsEmpty ? _options.IdleInterval : _options.WatchedInterval;
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (PhoenixException exception)
        {
            LogUnreadable(_logger, exception.Kind, exception.Message);
            return PauseAfterFailure();
        }
        catch (Exception exception)
        {
            LogFailed(_logger, exception);
            return PauseAfterFailure();
        }
    }

    private TimeSpan PauseAfterFailure()
    {
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(_failures++, 10)));
        pause = pause < _options.IdleInterval ? pause : _options.IdleInterval;
        _connection.PlanRetry(_clock.GetUtcNow() + pause);
        return pause;
    }

    // A signal ends the wait early if it is heeded; otherwise it stays for the next wait.
    private async Task WaitAsync(TimeSpan pause, bool heed, CancellationToken stoppingToken)
    {
        if (pause <= TimeSpan.Zero)
        {
            return;
        }

        var elapsed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var timer = _clock.CreateTimer(_ => elapsed.TrySetResult(), null, pause, Timeout.InfiniteTimeSpan);
        await using var stopping = stoppingToken.Register(() => elapsed.TrySetResult());
        if (!heed)
        {
            await elapsed.Task;
            return;
        }

        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(elapsed.Task, _signals.Reader.WaitToReadAsync(waiting.Token).AsTask());
        await waiting.CancelAsync();
        _signals.Reader.TryRead(out _);
    }

    private void Signal() => _signals.Writer.TryWrite(true);

    private void Unwatch(string project)
    {
        while (_watched.TryGetValue(project, out var count))
        {
            if (count > 1 ? _watched.TryUpdate(project, count - 1, count) : _watched.TryRemove(KeyValuePair.Create(project, count)))
            {
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The session index cannot follow Phoenix ({Kind}): {Reason}")]
    private static partial void LogUnreadable(ILogger logger, PhoenixFailure kind, string reason);

    [LoggerMessage(LogLevel.Error, "The session index failed and will try again.")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    private sealed class Watcher(SessionSync sync, string project) : IDisposable
    {
        private SessionSync? _sync = sync;

        public void Dispose() => Interlocked.Exchange(ref _sync, null)?.Unwatch(project);
    }
}
