namespace SupportDashboard.Components.Sessions;

/// <summary>A span of time that ends now.</summary>
internal sealed record TimeRange(string Key, string Title, TimeSpan Length)
{
    public static IReadOnlyList<TimeRange> All { get; } =
    [
        new("1h", "Last 1 hour", TimeSpan.FromHours(1)),
        new("24h", "Last 24 hours", TimeSpan.FromDays(1)),
        new("7d", "Last 7 days", TimeSpan.FromDays(7)),
        new("30d", "Last 30 days", TimeSpan.FromDays(30)),
        new("90d", "Last 90 days", TimeSpan.FromDays(90)),
    ];

    /// <summary>The title where "Last" is said already.</summary>
    public string Short => Title["Last ".Length..];

    public static TimeRange? Find(string? key) => All.FirstOrDefault(range => range.Key == key);

    /// <summary>Where it begins: the whole minute, so that rows and figures which are asked for one after the other are of the same time.</summary>
    public DateTimeOffset Since(DateTimeOffset now)
    {
        var since = now - Length;
        return new(since.Ticks - (since.Ticks % TimeSpan.TicksPerMinute), since.Offset);
    }
}
