namespace SupportDashboard.Sessions.Syncing;

/// <summary>The sessions that people have on screen, per project, and when each was last brought up to date. Safe from any thread.</summary>
internal sealed class ScreenSessions(TimeProvider clock)
{
    /// <summary>Sessions of one view that are followed.</summary>
    public const int Most = 200;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Project, string SessionId), Shown> _shown = [];

    /// <summary>Adds one view of some sessions, until the token is disposed.</summary>
    public IDisposable Add(string project, IReadOnlyCollection<string> sessionIds)
    {
        var keys = sessionIds.Select(id => (project, id)).ToHashSet();
        lock (_gate)
        {
            foreach (var key in keys)
            {
                _shown[key] = _shown.TryGetValue(key, out var shown) ? shown with { Views = shown.Views + 1 } : new Shown(1, null, null);
            }
        }

        return new Token(this, keys);
    }

    /// <summary>The sessions whose annotations were read longer ago than that, or never; they count as read now.</summary>
    public IReadOnlyList<string> TakeUnread(string project, TimeSpan age) =>
        Take(project, shown => IsOlder(shown.ReadAt, age), (shown, now) => shown with { ReadAt = now });

    /// <summary>The sessions that were compared with Phoenix longer ago than that, or never; they count as compared now.</summary>
    public IReadOnlyList<string> TakeUncompared(string project, TimeSpan age) =>
        Take(project, shown => IsOlder(shown.ComparedAt, age), (shown, now) => shown with { ComparedAt = now });

    private bool IsOlder(long? at, TimeSpan age) => at is not { } then || clock.GetElapsedTime(then) >= age;

    private List<string> Take(string project, Func<Shown, bool> isDue, Func<Shown, long, Shown> mark)
    {
        lock (_gate)
        {
            var due = _shown.Where(entry => entry.Key.Project == project && isDue(entry.Value)).Select(static entry => entry.Key).ToList();
            foreach (var key in due)
            {
                _shown[key] = mark(_shown[key], clock.GetTimestamp());
            }

            return due.ConvertAll(static key => key.SessionId);
        }
    }

    private void Remove(IEnumerable<(string Project, string SessionId)> keys)
    {
        lock (_gate)
        {
            foreach (var key in keys)
            {
                if (_shown[key].Views > 1)
                {
                    _shown[key] = _shown[key] with { Views = _shown[key].Views - 1 };
                }
                else
                {
                    _shown.Remove(key);
                }
            }
        }
    }

    private readonly record struct Shown(int Views, long? ReadAt, long? ComparedAt);

    private sealed class Token(ScreenSessions sessions, IEnumerable<(string Project, string SessionId)> keys) : IDisposable
    {
        private ScreenSessions? _sessions = sessions;

        public void Dispose() => Interlocked.Exchange(ref _sessions, null)?.Remove(keys);
    }
}
