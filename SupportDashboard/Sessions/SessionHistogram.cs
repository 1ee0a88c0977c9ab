namespace SupportDashboard.Sessions;

/// <summary>When the sessions that match started, in at most 60 buckets without holes.</summary>
/// <param name="Width">Of one bucket: a round number of minutes, hours or days.</param>
/// <param name="Buckets">In order of time, beginning at a multiple of the width in UTC; empty when nothing matches.</param>
public sealed record SessionHistogram(TimeSpan Width, IReadOnlyList<HistogramBucket> Buckets)
{
    /// <summary>Nothing matches.</summary>
    public static readonly SessionHistogram Empty = new(TimeSpan.FromDays(1), []);
}
