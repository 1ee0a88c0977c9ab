namespace SupportDashboard.Sessions.Columns;

/// <summary>Thumbs as one number to order by.</summary>
internal static class ThumbsOrder
{
    private const int Most = (1 << 20) - 1;

    /// <summary>More thumbs down are greater; among equals fewer up.</summary>
    public static long Of(long up, long down) => (down << 20) + Most - Math.Min(up, Most);
}
