using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions;

/// <summary>The buckets of a histogram. Instants are microseconds since 1970 in UTC.</summary>
internal readonly struct HistogramScale
{
    private const int MostBuckets = 60;
    private const long Minute = 60_000_000;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    private static readonly long[] Widths =
    [
        Minute, 2 * Minute, 5 * Minute, 10 * Minute, 15 * Minute, 30 * Minute, Hour, 2 * Hour, 3 * Hour, 6 * Hour, 12 * Hour,
        Day, 2 * Day, 7 * Day, 14 * Day, 28 * Day, 56 * Day, 112 * Day, 364 * Day,
    ];

    private readonly long _first;
    private readonly long _width;

    private HistogramScale(long first, long width, int buckets)
    {
        _first = first;
        _width = width;
        Buckets = buckets;
    }

    public int Buckets { get; }

    /// <summary>Buckets from the filter's range where it is bounded, else from the first to the last session.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="firstUs">When the first matching session started.</param>
    /// <param name="lastUs">When the last one did.</param>
    public static HistogramScale Of(SessionFilter filter, long firstUs, long lastUs)
    {
        // Sessions that started before the range and were still active in it stand in its first bucket.
        var from = filter.From is { } begin ? Math.Min(SpanFacts.Microseconds(begin), lastUs) : firstUs;

        // The whole of a chosen range is shown, also where nothing happened in its last part; not the years of a forged one.
        lastUs = filter is { From: not null, To: { } end } ? Math.Max(lastUs, Math.Min(SpanFacts.Microseconds(end) - 1, lastUs + Widths[^1])) : lastUs;
        from = Math.Max(from, lastUs - (MostBuckets * Widths[^1] / 2));
        var span = Math.Max(0, lastUs - from);
        var width = Array.Find(Widths, width => (span / width) + 2 <= MostBuckets) is > 0 and var found ? found : Widths[^1];
        var first = Floor(from, width);
        return new(first, width, (int)Math.Min(MostBuckets, ((lastUs - first) / width) + 1));
    }

    public int BucketOf(long us) => (int)Math.Clamp((us - _first) / _width, 0, Buckets - 1);

    public SessionHistogram Histogram(int[] sessions, int[] unresolved)
    {
        var (first, width) = (_first, _width);
        return new(
            TimeSpan.FromMicroseconds(width),
            [.. sessions.Select((count, bucket) => new HistogramBucket(SpanFacts.Instant(first + (bucket * width)), count, unresolved[bucket]))]);
    }

    private static long Floor(long value, long step) => value - (((value % step) + step) % step);
}
