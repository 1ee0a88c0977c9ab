using System.Globalization;

namespace SupportDashboard.Components.Sessions;

/// <summary>Stretches of time in words, in the reader's time zone.</summary>
internal static class TimeWords
{
    /// <summary>The time range of an address: <c>Last 7 days</c>, <c>14 Nov 2026, 08:00 – 15 Nov 2026</c>, <c>since …</c>, <c>until …</c>.</summary>
    public static string Of(SessionsAddress address, TimeZoneInfo zone) => (TimeRange.Find(address.Range), address.From, address.To) switch
    {
        ({ } range, _, _) => range.Title,
        (_, { } from, { } to) => Between(from, to, zone),
        (_, { } from, null) => $"Since {At(from, zone)}",
        (_, null, { } to) => $"Until {At(to, zone)}",
        _ => "All time",
    };

    /// <summary>From one instant to another; a day that both share is named once.</summary>
    public static string Between(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        var (begin, end) = (TimeZoneInfo.ConvertTime(from, zone), TimeZoneInfo.ConvertTime(to, zone));
        if (begin.TimeOfDay == TimeSpan.Zero && end.TimeOfDay == TimeSpan.Zero)
        {
            // Whole days are named by the first and the last of them, not by the midnight after.
            return end - begin <= TimeSpan.FromHours(25) ? Day(begin) : $"{Day(begin)} – {Day(end.AddHours(-1))}";
        }

        return begin.Date == end.Date
            ? $"{Day(begin)}, {Clock(begin)} – {Clock(end)}"
            : $"{At(from, zone)} – {At(to, zone)}";
    }

    /// <summary>How wide a bar is: <c>per hour</c>, <c>per 6 hours</c>, <c>per day</c>.</summary>
    public static string Per(TimeSpan width) => width switch
    {
        { TotalMinutes: < 60 } => width.TotalMinutes == 1 ? "per minute" : $"per {width.TotalMinutes:0} minutes",
        { TotalHours: < 24 } => width.TotalHours == 1 ? "per hour" : $"per {width.TotalHours:0} hours",
        { TotalDays: < 7 } => width.TotalDays == 1 ? "per day" : $"per {width.TotalDays:0} days",
        _ => width.TotalDays == 7 ? "per week" : $"per {width.TotalDays / 7:0} weeks",
    };

    /// <summary>An instant as a tick below a chart: the day, or the time of day where bars are shorter.</summary>
    public static string Tick(DateTimeOffset at, TimeSpan span, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var format = span switch { { TotalMinutes: <= 10 } => "HH:mm:ss", { TotalHours: <= 36 } => "HH:mm", { TotalDays: <= 4 } => "d MMM, HH:mm", { TotalDays: <= 300 } => "d MMM", _ => "MMM yyyy" };
        return local.ToString(format, CultureInfo.InvariantCulture);
    }

    private static string At(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return local.TimeOfDay == TimeSpan.Zero ? Day(local) : $"{Day(local)}, {Clock(local)}";
    }

    private static string Day(DateTimeOffset local) => local.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Clock(DateTimeOffset local) => local.ToString(local.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
}
