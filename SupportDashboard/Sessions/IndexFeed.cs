using SupportDashboard.Hosting;

namespace SupportDashboard.Sessions;

/// <summary>The index of sessions changed: whoever shows it should query again.</summary>
public sealed class IndexFeed
{
    private readonly Subscribers _subscribers = new();

    /// <summary>Adds a callback, which must return quickly, until the token is disposed.</summary>
    public IDisposable Subscribe(Action callback) => _subscribers.Subscribe(callback);

    /// <summary>Tells everyone to query again.</summary>
    public void Publish() => _subscribers.Publish();
}
