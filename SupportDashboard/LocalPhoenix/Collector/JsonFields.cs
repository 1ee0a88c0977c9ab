using System.Globalization;
using System.Text.Json;
using Google.Protobuf;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>
/// Reads fields of protobuf's JSON, in which null is as good as missing and a whole number may be a number or a text.
/// Everything here throws <see cref="InvalidOperationException"/> or <see cref="FormatException"/> for a wrong type.
/// </summary>
internal static class JsonFields
{
    // No id has one byte, so a span with such a one is rejected with those whose ids have a wrong length, and the others are kept.
    private static readonly ByteString Unreadable = ByteString.CopyFrom(0xff);

    public static JsonElement? Find(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static IEnumerable<JsonElement> Items(JsonElement element, string name) => Find(element, name) is { } items ? items.EnumerateArray() : [];

    public static string Text(JsonElement element, string name) => Find(element, name)?.GetString() ?? "";

    /// <summary>An id in hexadecimal digits of either case; empty when it is missing.</summary>
    public static ByteString Id(JsonElement element, string name)
    {
        var text = Text(element, name);
        return text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? ByteString.CopyFrom(Convert.FromHexString(text)) : Unreadable;
    }

    public static ulong Unsigned(JsonElement element, string name) => Find(element, name) is { } value
        ? Whole(value) is >= 0 and <= ulong.MaxValue and var number ? (ulong)number : throw Wrong(name)
        : 0;

    public static long Signed(JsonElement value) => Whole(value) is >= long.MinValue and <= long.MaxValue and var number ? (long)number : throw Wrong("intValue");

    /// <summary>A number; what JSON cannot write as one is the text NaN, Infinity or -Infinity.</summary>
    public static double Number(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? double.Parse(value.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture)
        : value.GetDouble();

    // 1.5e9 is a whole number too; a decimal holds every 64-bit number exactly.
    private static decimal Whole(JsonElement value)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var text = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : value.GetString();
        return decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var number) && number == decimal.Truncate(number)
            ? number
            : throw new FormatException("a whole number was expected");
    }

    private static FormatException Wrong(string name) => new(name + " does not fit into 64 bits");
}
