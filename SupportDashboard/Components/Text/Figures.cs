using System.Globalization;

namespace SupportDashboard.Components.Text;

/// <summary>Numbers and spans of time as people read them, the same everywhere on screen.</summary>
internal static class Figures
{
    /// <summary>A whole number with thousands separators, for example <c>3,412</c>.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number and its noun: <c>1 turn</c>, <c>3 turns</c>.</summary>
    public static string Count(long value, string noun) => $"{Count(value)} {noun}{(value == 1 ? "" : "s")}";

    /// <summary>A large number in few characters: <c>950</c>, <c>12.4 k</c>, <c>5.1 M</c>.</summary>
    public static string Short(long value) => value switch
    {
        < 10_000 => Count(value),
        < 1_000_000 => (value / 1_000d).ToString("0.#", CultureInfo.InvariantCulture) + " k",
        < 1_000_000_000 => (value / 1_000_000d).ToString("0.#", CultureInfo.InvariantCulture) + " M",
        _ => (value / 1_000_000_000d).ToString("0.#", CultureInfo.InvariantCulture) + " B",
    };

    /// <summary>A share of one as a whole percentage; nothing known is a dash, never 0.</summary>
    public static string Percent(double? share) => share is { } known ? known.ToString("0 %", CultureInfo.InvariantCulture).Replace(" ", "\u00a0", StringComparison.Ordinal) : "–";

    /// <summary>A figure with at most one decimal; nothing known is a dash.</summary>
    public static string Decimal(double? value) => value?.ToString("0.#", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>A score as evaluators define them: <c>1</c>, <c>0</c>, <c>0.75</c>.</summary>
    public static string Score(double? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>An amount of US dollars; unknown is said, never shown as 0.</summary>
    public static string Dollars(decimal? value) => value switch
    {
        null => "cost unknown",
        0 => "$0",
        < 0.01m => "under $0.01",
        _ => "$" + value.Value.ToString("N2", CultureInfo.InvariantCulture),
    };

    /// <summary>How long something took: <c>84 ms</c>, <c>1.9 s</c>, <c>2 min 5 s</c>, <c>3 h 12 min</c>; unknown is a dash.</summary>
    public static string Duration(TimeSpan? value) => value switch
    {
        null => "–",
        { TotalMilliseconds: < 999.5 } d => d.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms",
        { TotalSeconds: < 59.95 } d => d.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        { TotalSeconds: < 3_599.5 } d => InTwoUnits(d.TotalSeconds, "min", "s"),
        { TotalHours: < 48 } d => InTwoUnits(d.TotalMinutes, "h", "min"),
        { } d => $"{(int)d.TotalDays} days",
    };

    /// <summary>How long ago: <c>now</c>, <c>2 min</c>, <c>5 h</c>, <c>3 days</c>, otherwise the date.</summary>
    public static string Ago(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var age = now - at;
        return age switch
        {
            { TotalSeconds: < 45 } => "now",
            { TotalMinutes: < 59.5 } => $"{Math.Max(1, Math.Round(age.TotalMinutes)):0} min",
            { TotalHours: < 23.5 } => $"{Math.Round(age.TotalHours):0} h",
            { TotalDays: < 6.5 } => Count((long)Math.Max(1, Math.Round(age.TotalDays)), "day"),
            _ => TimeZoneInfo.ConvertTime(at, zone).ToString("d MMM yyyy", CultureInfo.InvariantCulture),
        };
    }

    private static string InTwoUnits(double value, string large, string small)
    {
        var whole = (int)Math.Round(value);
        return $"{whole / 60} {large} {whole % 60} {small}";
    }
}
