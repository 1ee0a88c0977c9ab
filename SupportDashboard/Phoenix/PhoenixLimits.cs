namespace SupportDashboard.Phoenix;

/// <summary>How long a call to Phoenix may take, how often it is repeated and how much it may return.</summary>
public sealed record PhoenixLimits
{
    /// <summary>One attempt, from connecting to the last byte.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>All attempts of one call together.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>Repeats after a transient failure, of calls that are safe to repeat.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>The first pause; it doubles, with jitter.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Bytes of one answer after decompression.</summary>
    public long LargestAnswer { get; init; } = 64 * 1024 * 1024;
}
