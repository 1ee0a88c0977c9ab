using System.Collections.Concurrent;
using SupportDashboard.Hosting;

namespace SupportDashboard.Sessions;

/// <summary>How far the index follows Phoenix, per project, for banners and progress.</summary>
public sealed class SyncStatus
{
    private readonly ConcurrentDictionary<string, SyncState> _states = new(StringComparer.Ordinal);
    private readonly Subscribers _subscribers = new();

    /// <summary>The state of a project by its name.</summary>
    public SyncState Of(string project) => _states.GetValueOrDefault(project) ?? new SyncState();

    /// <summary>Calls back when a state changed, until the token is disposed.</summary>
    public IDisposable Subscribe(Action callback) => _subscribers.Subscribe(callback);

    internal void Change(string project, Func<SyncState, SyncState> change)
    {
        var before = Of(project);
        var after = change(before);
        _states[project] = after;
        if (before with { LastSync = null, CheckedAt = null } != after with { LastSync = null, CheckedAt = null })
        {
            _subscribers.Publish();
        }
    }
}
