using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>Plain values from JSON and to JSON; the inverse of each other.</summary>
internal static class JsonValues
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // A buffer that one huge value has widened is not kept for the small ones that follow.
    private const int MaxKeptBuffer = 256 * 1024;

    [ThreadStatic]
    private static JsonBuffer? _idle;

    /// <summary>Reads a JSON text that is an object or a list; anything else, and what is no JSON, is refused.</summary>
    public static bool TryParseContainer(string text, [NotNullWhen(true)] out object? value)
    {
        value = null;
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            value = Read(document.RootElement);
            return value is not null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escape such as \ud800 that stands for half a character.
            return false;
        }
    }

    /// <exception cref="InvalidOperationException">A text holds an escape for half a character.</exception>
    public static object? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.TryGetInt64(out var number) ? (object)number : element.GetDouble(),
        JsonValueKind.Array => element.EnumerateArray().Select(Read).ToList(),
        JsonValueKind.Object => ReadObject(element),
        _ => null,
    };

    public static string ToText(object? value) => System.Text.Encoding.UTF8.GetString(ToUtf8(value));

    /// <summary>A value as JSON in UTF-8.</summary>
    public static byte[] ToUtf8(object? value) => ToUtf8(value, static (writer, written) => Write(writer, written));

    /// <summary>What a function writes, in UTF-8.</summary>
    public static byte[] ToUtf8(Action<Utf8JsonWriter> write) => ToUtf8(write, static (writer, function) => function(writer));

    private static byte[] ToUtf8<T>(T state, Action<Utf8JsonWriter, T> write)
    {
        // Taken away while it is in use: what is written may write JSON of its own first.
        var buffer = _idle ?? new JsonBuffer(WriterOptions);
        _idle = null;
        try
        {
            write(buffer.Writer, state);
            return buffer.ToArray();
        }
        finally
        {
            buffer.Clear();
            _idle = buffer.Capacity <= MaxKeptBuffer ? buffer : null;
        }
    }

    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case double number:
                // JSON has no such numbers; OTLP's JSON writes them as text too.
                writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case Dictionary<string, object?> fields:
                WriteObject(writer, fields);
                break;
            case IReadOnlyList<object?> items:
                WriteList(writer, items);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static Dictionary<string, object?> ReadObject(JsonElement element)
    {
        var read = new Dictionary<string, object?>();
        foreach (var property in element.EnumerateObject())
        {
            read[property.Name] = Read(property.Value);
        }

        return read;
    }

    private static void WriteObject(Utf8JsonWriter writer, Dictionary<string, object?> fields)
    {
        writer.WriteStartObject();
        foreach (var (key, field) in fields)
        {
            writer.WritePropertyName(key);
            Write(writer, field);
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, IReadOnlyList<object?> items)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            Write(writer, item);
        }

        writer.WriteEndArray();
    }
}
