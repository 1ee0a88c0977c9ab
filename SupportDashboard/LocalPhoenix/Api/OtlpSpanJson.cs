using System.Text.Json;
using SupportDashboard.LocalPhoenix.Collector;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>
/// A span in Phoenix's variant of OTLP's JSON: snake_case, every field there, null where nothing is known. Times are exact;
/// Phoenix itself loses nanoseconds.
/// </summary>
internal static class OtlpSpanJson
{
    private static readonly string[] ValueFields =
        ["array_value", "bool_value", "bytes_value", "double_value", "int_value", "kvlist_value", "string_value"];

    public static RawJson Write(StoredSpan span)
    {
        var fields = new Dictionary<string, object?>
        {
            ["attributes"] = Attributes(span),
            ["dropped_attributes_count"] = null,
            ["dropped_events_count"] = null,
            ["dropped_links_count"] = null,
            ["end_time_unix_nano"] = span.EndNanos,
            ["events"] = span.Events is { } events ? Events(events) : null,
            ["flags"] = null,
            ["kind"] = "SPAN_KIND_INTERNAL",
            ["links"] = null,
            ["name"] = span.Name,
            ["parent_span_id"] = span.ParentId,
            ["span_id"] = span.SpanId,
            ["start_time_unix_nano"] = span.StartNanos,
            ["status"] = new Dictionary<string, object?>
            {
                ["code"] = (long)span.Status,
                ["message"] = span.StatusMessage.Length == 0 ? null : span.StatusMessage,
            },
            ["trace_id"] = span.TraceId,
            ["trace_state"] = null,
        };
        return new(JsonValues.ToUtf8(writer => JsonValues.Write(writer, fields)));
    }

    private static List<object?> Attributes(StoredSpan span)
    {
        using var document = JsonDocument.Parse(span.Attributes);
        var attributes = KeyValues(document.RootElement);
        if (span.SentKind != SpanKinds.Unknown)
        {
            attributes.Add(KeyValue("openinference.span.kind", span.SentKind));
        }

        return attributes;
    }

    private static List<object?> Events(byte[] events)
    {
        using var document = JsonDocument.Parse(events);
        return [.. document.RootElement.EnumerateArray().Select(static item => (object?)new Dictionary<string, object?>
        {
            ["attributes"] = KeyValues(item.GetProperty("attributes")),
            ["dropped_attributes_count"] = null,
            ["name"] = item.GetProperty("name").GetString(),
            ["time_unix_nano"] = Timestamps.TryRead(item.GetProperty("timestamp").GetString()!, out var nanos, out _) ? nanos : null,
        })];
    }

    private static List<object?> KeyValues(JsonElement fields) =>
        [.. fields.EnumerateObject().Select(static field => KeyValue(field.Name, JsonValues.Read(field.Value)))];

    private static Dictionary<string, object?> KeyValue(string key, object? value) => new() { ["key"] = key, ["value"] = Value(value) };

    private static Dictionary<string, object?> Value(object? value)
    {
        var any = ValueFields.ToDictionary(static name => name, static _ => (object?)null);
        var name = value switch
        {
            bool => "bool_value",
            long => "int_value",
            double => "double_value",
            List<object?> => "array_value",
            _ => "string_value",
        };
        any[name] = value is List<object?> items ? new Dictionary<string, object?> { ["values"] = items.ConvertAll(static item => (object?)Value(item)) } : value;
        return any;
    }
}
