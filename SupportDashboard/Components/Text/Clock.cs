using System.Globalization;

namespace SupportDashboard.Components.Text;

/// <summary>Instants as text in the reader's time zone.</summary>
internal static class Clock
{
    /// <summary>Date, time to the second and the zone's offset: <c>22 Nov 2026, 13:21:31 (UTC+01:00)</c>.</summary>
    public static string Exact(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var offset = local.Offset == TimeSpan.Zero ? "UTC" : "UTC" + local.ToString("zzz", CultureInfo.InvariantCulture);
        return local.ToString("d MMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture) + $" ({offset})";
    }

    /// <summary>The time of day to the second.</summary>
    public static string TimeOfDay(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
