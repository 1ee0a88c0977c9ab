namespace SupportDashboard.Sessions;

/// <summary>Quantiles of sorted values.</summary>
internal static class Quantiles
{
    /// <summary>The middle value, or the mean of the two in the middle; null of nothing.</summary>
    public static double? Median(List<double> sorted) => sorted.Count switch
    {
        0 => null,
        var count when count % 2 == 1 => sorted[count / 2],
        var count => (sorted[(count / 2) - 1] + sorted[count / 2]) / 2,
    };

    /// <summary>The smallest value that at least this share of the values does not exceed (nearest rank); null of nothing.</summary>
    public static long? At(List<long> sorted, double share) =>
        sorted.Count == 0 ? null : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
}
