using System.Threading.Channels;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Syncing;

namespace SupportDashboard.Sessions;

/// <summary>
/// Keeps the index following Phoenix: at once when something says "look again", every two seconds while somebody watches,
/// every thirty otherwise; after failures with growing pauses. One project that cannot be read does not keep the others from it.
/// </summary>
public sealed partial class SessionSync : BackgroundService
{
    private readonly ProjectSync _looks;
    private readonly FollowedProjects _projects;
    private readonly ScreenSessions _screen;
    private readonly PhoenixConnection _connection;
    private readonly TraceFeed _traces;
    private readonly SyncOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<SessionSync> _logger;
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    internal SessionSync(
        ProjectSync looks, FollowedProjects projects, ScreenSessions screen, PhoenixConnection connection, TraceFeed traces, SyncOptions options, TimeProvider clock, ILogger<SessionSync> logger)
    {
        _looks = looks;
        _projects = projects;
        _screen = screen;
        _connection = connection;
        _traces = traces;
        _options = options;
        _clock = clock;
        _logger = logger;
    }

    /// <summary>Somebody looks at the project: it is followed closely until the token is disposed.</summary>
    public IDisposable Watch(string project)
    {
        var watching = _projects.Watch(project);
        Signal();
        return watching;
    }

    /// <summary>
    /// These sessions are on screen until the token is disposed: their annotations are read at once and every few seconds, and they are
    /// compared with Phoenix often, so that what was deleted or changed there goes from the screen soon.
    /// </summary>
    public IDisposable WatchSessions(string project, IReadOnlyList<string> sessionIds)
    {
        var shown = _screen.Add(project, [.. sessionIds.Take(ScreenSessions.Most)]);
        Signal();
        return shown;
    }

    /// <summary>Looks at Phoenix now, for example because a person pressed "Retry".</summary>
    public void LookNow() => Signal();

    /// <summary>Reads the annotations and feedback of these sessions now, so that what was just written shows at once.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public Task RefreshAnnotationsAsync(string project, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken) =>
        _looks.RefreshAnnotationsAsync(project, sessionIds, cancellationToken);

    /// <summary>Reads the annotations of these sessions now, but not the feedback on their turns, which would be a request for each.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public Task RefreshVerdictsAsync(string project, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken) =>
        _looks.RefreshVerdictsAsync(project, sessionIds, cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = _traces.Subscribe(Signal);
        var signalled = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            var started = _clock.GetTimestamp();
            var pause = await RoundAsync(signalled, stoppingToken);
            await WaitAsync(_options.LeastInterval - _clock.GetElapsedTime(started), heed: false, stoppingToken);
            signalled = await WaitAsync(pause, heed: true, stoppingToken);
        }
    }

    // One look at every project that is due; answers how long to wait for the next.
    private async Task<TimeSpan> RoundAsync(bool signalled, CancellationToken stoppingToken)
    {
        try
        {
            foreach (var project in await _projects.DueAsync(signalled, stoppingToken))
            {
                if (await LookAsync(project, stoppingToken) is PhoenixFailure.Unreachable or PhoenixFailure.Timeout or PhoenixFailure.Unauthorized)
                {
                    // The others would only wait for the same.
                    break;
                }
            }

            return _projects.Pause();
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (Exception exception)
        {
            LogFailed(_logger, exception);
            return _options.WatchedInterval;
        }
    }

    // Answers why the look failed; null when it did not, or for a reason of this machine's.
    private async Task<PhoenixFailure?> LookAsync(string project, CancellationToken stoppingToken)
    {
        try
        {
            _projects.Looked(project, await _looks.LookAsync(project, _projects.IsWatched(project), stoppingToken));
            return null;
        }
        catch (PhoenixException exception)
        {
            LogUnreadable(_logger, exception.Kind, exception.Message);
            _connection.PlanRetry(_clock.GetUtcNow() + _projects.Failed(project));
            return exception.Kind;
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(_logger, exception);
            _projects.Failed(project);
            return null;
        }
    }

    // True when a signal came. It ends the wait early if it is heeded; otherwise it stays for the next wait.
    private async Task<bool> WaitAsync(TimeSpan pause, bool heed, CancellationToken stoppingToken)
    {
        if (pause <= TimeSpan.Zero)
        {
            return heed && _signals.Reader.TryRead(out _);
        }

        var elapsed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var timer = _clock.CreateTimer(_ => elapsed.TrySetResult(), null, pause, Timeout.InfiniteTimeSpan);
        await using var stopping = stoppingToken.Register(() => elapsed.TrySetResult());
        if (!heed)
        {
            await elapsed.Task;
            return false;
        }

        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(elapsed.Task, _signals.Reader.WaitToReadAsync(waiting.Token).AsTask());
        await waiting.CancelAsync();
        return _signals.Reader.TryRead(out _);
    }

    private void Signal() => _signals.Writer.TryWrite(true);

    [LoggerMessage(LogLevel.Warning, "The session index cannot follow Phoenix ({Kind}): {Reason}")]
    private static partial void LogUnreadable(ILogger logger, PhoenixFailure kind, string reason);

    [LoggerMessage(LogLevel.Error, "The session index failed and will try again.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
