namespace SupportDashboard.Components;

/// <summary>
/// Folds a burst of change notifications into at most one render per interval: the first fires at once, the rest
/// share one trailing render, and none runs after disposal. The render handles its own exceptions.
/// </summary>
internal sealed class RenderThrottle : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _interval;
    private long _lastFired;
    private bool _scheduled;
    private bool _disposed;

    public RenderThrottle(Func<Task> render, TimeSpan interval, TimeProvider clock)
    {
        _clock = clock;
        _interval = interval;
        _lastFired = clock.GetTimestamp() - (long)(interval.TotalSeconds * clock.TimestampFrequency);
        _timer = clock.CreateTimer(_ => Fire(render), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Asks for a render; safe from any thread.</summary>
    public void Request()
    {
        lock (_gate)
        {
            if (_scheduled || _disposed)
            {
                return;
            }

            _scheduled = true;
            var wait = _interval - _clock.GetElapsedTime(_lastFired);
            _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        return _timer.DisposeAsync();
    }

    private void Fire(Func<Task> render)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _scheduled = false;
            _lastFired = _clock.GetTimestamp();
        }

        _ = render();
    }
}
