namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>How many bytes of request bodies may be in the process at the same time, from reading to commit.</summary>
internal sealed class ByteBudget(long limit)
{
    private long _used;

    /// <summary>Takes a share; <see langword="false"/> when it would go over the limit and others hold some.</summary>
    public bool TryTake(long bytes)
    {
        var used = Interlocked.Add(ref _used, bytes);
        if (used <= limit || used == bytes)
        {
            return true;
        }

        Interlocked.Add(ref _used, -bytes);
        return false;
    }

    public void Return(long bytes) => Interlocked.Add(ref _used, -bytes);
}
