namespace SupportDashboard.Sessions.Syncing;

/// <summary>Estimates how far an import is and how long it will still take, from what the last half minute brought.</summary>
internal sealed class ImportPace(TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(2);

    private readonly Queue<(long At, double Share)> _past = new();

    /// <summary>The largest share that was reached.</summary>
    public double Share { get; private set; }

    /// <summary>Notes how far the import is, 0 to 1.</summary>
    /// <returns>The time left; null while it cannot be told.</returns>
    public TimeSpan? Reach(double share)
    {
        // New spans make the whole larger; a bar that goes back would only worry.
        Share = Math.Clamp(Math.Max(Share, share), 0, 1);
        var now = clock.GetTimestamp();
        _past.Enqueue((now, Share));
        while (_past.Count > 2 && clock.GetElapsedTime(_past.Peek().At, now) > Remembered)
        {
            _past.Dequeue();
        }

        var (since, before) = _past.Peek();
        var (elapsed, gained) = (clock.GetElapsedTime(since, now), Share - before);
        return elapsed < Least || gained <= 0 ? null : (1 - Share) / gained * elapsed;
    }
}
