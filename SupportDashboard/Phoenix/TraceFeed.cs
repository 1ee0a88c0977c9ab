using SupportDashboard.Hosting;

namespace SupportDashboard.Phoenix;

/// <summary>
/// "Look again": something in Phoenix may have changed. It carries no data; the embedded store publishes after a commit,
/// the built-in agent after a flushed turn, whoever wrote an annotation after the write.
/// </summary>
public sealed class TraceFeed
{
    private readonly Subscribers _subscribers = new();

    /// <summary>Adds a callback, which must return quickly, until the token is disposed.</summary>
    public IDisposable Subscribe(Action callback) => _subscribers.Subscribe(callback);

    /// <summary>Tells everyone to look again.</summary>
    public void Publish() => _subscribers.Publish();
}
