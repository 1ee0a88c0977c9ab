namespace SupportDashboard.Sessions.Indexing;

/// <summary>
/// A turn's latency in one byte: steps of 8 % from 0.1 ms to 9 hours, so a value comes back within 4 %. Percentiles over
/// millions of turns are counts of 256 buckets.
/// </summary>
internal static class LatencyScale
{
    public const int Buckets = 256;

    private const double Least = 100;
    private const double Step = 1.08;

    private static readonly double LogStep = Math.Log(Step);
    private static readonly double[] Values = [.. Enumerable.Range(0, Buckets).Select(static bucket => Least * Math.Pow(Step, bucket))];

    public static byte BucketOf(long microseconds) =>
        microseconds <= Least ? (byte)0 : (byte)Math.Min(Buckets - 1, Math.Round(Math.Log(microseconds / Least) / LogStep));

    /// <summary>The middle of a bucket, in microseconds.</summary>
    public static double Microseconds(int bucket) => Values[bucket];

    /// <summary>The value that at least this share of the counted ones does not exceed (nearest rank), in microseconds; null of nothing.</summary>
    public static double? Quantile(ReadOnlySpan<long> counts, double share)
    {
        var total = 0L;
        foreach (var count in counts)
        {
            total += count;
        }

        var rank = Math.Clamp((long)Math.Ceiling(share * total), 1, Math.Max(1, total));
        for (var (bucket, seen) = (0, 0L); bucket < counts.Length && total > 0; bucket++)
        {
            seen += counts[bucket];
            if (seen >= rank)
            {
                return Microseconds(bucket);
            }
        }

        return null;
    }
}
