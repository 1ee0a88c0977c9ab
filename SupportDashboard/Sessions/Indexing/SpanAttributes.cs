using System.Globalization;
using System.Text.Json;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>Reads a span's attributes, which any sender may have written: a wrong type is a missing value, never an error.</summary>
internal static class SpanAttributes
{
    /// <summary>The attribute as text: strings as they are, anything else as its JSON; null when missing, null or empty.</summary>
    public static string? Text(this PhoenixSpan span, string key) =>
        span.Attributes.TryGetValue(key, out var value) ? AsText(value) is { Length: > 0 } text ? text : null : null;

    /// <summary>The attribute as a count; null when it is not a number that fits.</summary>
    public static long? Count(this PhoenixSpan span, string key) => span.Attributes.TryGetValue(key, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDouble(out var number) && number is >= 0 and <= long.MaxValue / 2 => (long)number,
            JsonValueKind.String when long.TryParse(String(value), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        }
        : null;

    /// <summary>The attribute as a number.</summary>
    public static double? Number(this PhoenixSpan span, string key) => span.Attributes.TryGetValue(key, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDouble(out var number) => number,
            JsonValueKind.String when double.TryParse(String(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        }
        : null;

    /// <summary>A JSON value as a person reads it.</summary>
    public static string? AsText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => String(value),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => value.GetRawText(),
    };

    /// <summary>A JSON string; one with half of a surrogate pair, which some senders cut out of an emoji, stays as it was written.</summary>
    public static string String(JsonElement text)
    {
        try
        {
            return text.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return text.GetRawText().Trim('"');
        }
    }

    /// <summary>The span kind in upper case; UNKNOWN when empty.</summary>
    public static string Kind(this PhoenixSpan span) =>
        string.IsNullOrWhiteSpace(span.SpanKind) ? "UNKNOWN" : span.SpanKind.Trim().ToUpperInvariant();

    /// <summary>The span ended with status ERROR.</summary>
    public static bool Failed(this PhoenixSpan span) => string.Equals(span.StatusCode, "ERROR", StringComparison.OrdinalIgnoreCase);

    /// <summary>The row number inside the GlobalID, which grows with insertion; 0 when the id is of another form.</summary>
    public static long Row(this PhoenixSpan span) => GlobalId.Row(span.Id);
}
