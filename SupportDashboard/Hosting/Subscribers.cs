namespace SupportDashboard.Hosting;

/// <summary>
/// A list of callbacks without payload: "look again". Safe from any thread; a callback must return quickly and may not throw.
/// </summary>
public sealed class Subscribers
{
    private readonly Lock _gate = new();
    private Action[] _callbacks = [];

    /// <summary>Adds a callback until the returned token is disposed; disposing it twice is harmless.</summary>
    public IDisposable Subscribe(Action callback)
    {
        lock (_gate)
        {
            _callbacks = [.. _callbacks, callback];
        }

        return new Subscription(this, callback);
    }

    /// <summary>Calls everyone who subscribed.</summary>
    public void Publish()
    {
        foreach (var callback in Volatile.Read(ref _callbacks))
        {
            callback();
        }
    }

    private void Remove(Action callback)
    {
        lock (_gate)
        {
            var index = Array.IndexOf(_callbacks, callback);
            if (index >= 0)
            {
                _callbacks = [.. _callbacks[..index], .. _callbacks[(index + 1)..]];
            }
        }
    }

    private sealed class Subscription(Subscribers owner, Action callback) : IDisposable
    {
        private Subscribers? _owner = owner;

        public void Dispose() => Interlocked.Exchange(ref _owner, null)?.Remove(callback);
    }
}
