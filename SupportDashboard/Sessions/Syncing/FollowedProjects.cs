using System.Collections.Concurrent;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Syncing;

/// <summary>
/// Which projects are looked at when: watched ones first and often, then the default one, then those that were read before. Safe from any thread.
/// </summary>
internal sealed class FollowedProjects(PhoenixConnection connection, IndexDatabase index, SyncOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, int> _watched = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (long Since, TimeSpan Pause, int Failures)> _looks = new(StringComparer.Ordinal);
    private IReadOnlyList<string> _known = [];

    public bool IsWatched(string project) => _watched.ContainsKey(project);

    /// <summary>Somebody looks at the project until the token is disposed.</summary>
    public IDisposable Watch(string project)
    {
        _watched.AddOrUpdate(project, 1, static (_, count) => count + 1);
        return new Watcher(this, project);
    }

    /// <summary>The projects whose time has come. After a signal that is also every one that is watched, and the default one.</summary>
    public async Task<IReadOnlyList<string>> DueAsync(bool signalled, CancellationToken cancellationToken)
    {
        var near = Near().ToList();
        _known = await index.ReadAsync(IndexWriter.Projects, cancellationToken);
        return [.. near.Where(project => signalled || Left(project) <= TimeSpan.Zero), .. _known.Except(near, StringComparer.Ordinal).Where(project => Left(project) <= TimeSpan.Zero)];
    }

    /// <summary>A look succeeded.</summary>
    public void Looked(string project, bool more) =>
        _looks[project] = (clock.GetTimestamp(), more ? TimeSpan.Zero : IsWatched(project) ? options.WatchedInterval : options.IdleInterval, 0);

    /// <summary>A look failed: the next one comes after a pause that grows with every failure.</summary>
    /// <returns>The pause.</returns>
    public TimeSpan Failed(string project)
    {
        var failures = _looks.GetValueOrDefault(project).Failures;
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures, 10)));
        pause = pause < options.IdleInterval ? pause : options.IdleInterval;
        _looks[project] = (clock.GetTimestamp(), pause, failures + 1);
        return pause;
    }

    /// <summary>How long nothing is due.</summary>
    public TimeSpan Pause() => Near().Concat(_known).Min(Left);

    private IEnumerable<string> Near() => _watched.Keys.Order(StringComparer.Ordinal).Append(connection.Project).Distinct(StringComparer.Ordinal);

    private TimeSpan Left(string project) => _looks.TryGetValue(project, out var look)
        ? (IsWatched(project) && look is { Failures: 0 } && look.Pause > options.WatchedInterval ? options.WatchedInterval : look.Pause) - clock.GetElapsedTime(look.Since)
        : TimeSpan.Zero;

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

    private sealed class Watcher(FollowedProjects projects, string project) : IDisposable
    {
        private FollowedProjects? _projects = projects;

        public void Dispose() => Interlocked.Exchange(ref _projects, null)?.Unwatch(project);
    }
}
