namespace SupportDashboard.Components.Sessions;

/// <summary>A stretch of the calendar in the reader's time zone, to be chosen with one click and shared as the instants it means.</summary>
internal sealed record CalendarRange(string Title, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Today, yesterday, this and last week (Monday first), this and last month.</summary>
    public static IReadOnlyList<CalendarRange> All(DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var month = new DateTime(today.Year, today.Month, 1);
        CalendarRange Of(string title, DateTime from, DateTime to) => new(title, Instant(from, zone), Instant(to, zone));
        return
        [
            Of("Today", today, today.AddDays(1)),
            Of("Yesterday", today.AddDays(-1), today),
            Of("This week", monday, monday.AddDays(7)),
            Of("Last week", monday.AddDays(-7), monday),
            Of("This month", month, month.AddMonths(1)),
            Of("Last month", month.AddMonths(-1), month),
        ];
    }

    /// <summary>A date and time of day on the wall as an instant; one that the clocks skip is taken for the same distance after the jump.</summary>
    public static DateTimeOffset Instant(DateTime local, TimeZoneInfo zone) => new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
}
