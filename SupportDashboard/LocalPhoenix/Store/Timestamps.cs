using System.Globalization;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>
/// Instants as nanoseconds since 1970 and as Phoenix writes them. Phoenix leaves the fraction out when it is zero; here it
/// always has six digits, because the official clients sort timestamps as text.
/// </summary>
internal static class Timestamps
{
    private const long NanosPerTick = 100;
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'";

    // What fits into 64 bits: 1677 to 2262.
    private static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch.AddTicks(long.MinValue / NanosPerTick);
    private static readonly DateTimeOffset Latest = DateTimeOffset.UnixEpoch.AddTicks(long.MaxValue / NanosPerTick);

    public static string Write(long nanos) =>
        DateTime.UnixEpoch.AddTicks(nanos / NanosPerTick).ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Nanoseconds of an instant; one beyond 64 bits becomes the nearest that fits.</summary>
    public static long FromInstant(DateTimeOffset instant)
    {
        var bounded = instant < Earliest ? Earliest : instant > Latest ? Latest : instant;
        return (bounded - DateTimeOffset.UnixEpoch).Ticks * NanosPerTick;
    }

    /// <summary>Reads ISO 8601; a text without offset counts as UTC and is reported as naive.</summary>
    public static bool TryRead(string text, out long nanos, out bool isNaive)
    {
        nanos = 0;
        isNaive = false;
        if (text.Length < 10 || !char.IsAsciiDigit(text[0])
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            return false;
        }

        isNaive = !HasOffset(text);
        nanos = FromInstant(instant);
        return true;
    }

    private static bool HasOffset(string text)
    {
        var time = text.AsSpan(10);
        return time.EndsWith("Z", StringComparison.OrdinalIgnoreCase) || time.ContainsAny('+', '-');
    }
}
