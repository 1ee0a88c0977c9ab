using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>Follows a project's sessions while a page shows them: the index is kept close, and changes are told at most twice a second.</summary>
public sealed class SessionLiveFeed(IndexFeed feed, SessionSync sync, SyncStatus status, SessionQueries queries, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    /// <summary>How far the index is in memory.</summary>
    public IndexLoad Load => queries.Load;

    /// <summary>How far the index of a project is.</summary>
    public SyncState StatusOf(string project) => status.Of(project);

    /// <summary>Keeps the verdicts of the sessions on screen closer than all others, until the returned token is disposed.</summary>
    public IDisposable WatchSessions(string project, IReadOnlyList<string> sessionIds) => sync.WatchSessions(project, sessionIds);

    /// <summary>Calls back after changes until the returned token is disposed. The callback handles its own exceptions.</summary>
    public IAsyncDisposable Follow(string project, Func<Task> changed)
    {
        var throttle = new RenderThrottle(changed, Interval, clock);
        return new Following(throttle, sync.Watch(project), feed.Subscribe(throttle.Request), status.Subscribe(throttle.Request));
    }

    private sealed class Following(RenderThrottle throttle, params IDisposable[] tokens) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var token in tokens)
            {
                token.Dispose();
            }

            await throttle.DisposeAsync();
        }
    }
}
