using SupportDashboard.Components.Text;
using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>One bar of the histogram.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="Words">When and how many, as a sentence.</param>
/// <param name="Href">The list with only these sessions.</param>
/// <param name="Height">Of all sessions, in percent of the highest bar; at least 4 where there is one.</param>
/// <param name="UnresolvedHeight">Of the unresolved ones, in percent of this bar.</param>
internal sealed record TimeBar(DateTimeOffset From, string Words, string Href, int Height, int UnresolvedHeight)
{
    /// <summary>The bars of a histogram.</summary>
    public static IReadOnlyList<TimeBar> Of(SessionHistogram histogram, SessionsAddress address, TimeZoneInfo zone)
    {
        var most = Math.Max(1, histogram.Buckets.Select(static bucket => bucket.Sessions).DefaultIfEmpty().Max());
        return [.. histogram.Buckets.Select(bucket => Of(bucket, histogram.Width, most, address, zone))];
    }

    private static TimeBar Of(HistogramBucket bucket, TimeSpan width, int most, SessionsAddress address, TimeZoneInfo zone)
    {
        var to = bucket.From + width;
        var unresolved = bucket.Unresolved == 0 ? "" : $", {Figures.Count(bucket.Unresolved)} unresolved";
        return new(
            bucket.From,
            $"{TimeWords.Between(bucket.From, to, zone)}: {Figures.Count(bucket.Sessions, "conversation")}{unresolved}",
            address.WithTime(bucket.From, to).ToUri(),
            bucket.Sessions == 0 ? 0 : Math.Max(4, (int)Math.Round(100d * bucket.Sessions / most)),
            bucket.Sessions == 0 ? 0 : (int)Math.Round(100d * bucket.Unresolved / bucket.Sessions));
    }
}
