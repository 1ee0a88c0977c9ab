using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SupportDashboard.Phoenix;

/// <summary>
/// Reads a page of spans, by far the largest answer there is, as one document with views into it, in a third of the serializer's time. It only
/// understands what every Phoenix sends; a page with anything else in it is left to the serializer, which bears it or says what is wrong.
/// </summary>
internal sealed class SpanPageReader
{
    private readonly JsonSerializerOptions _options;

    // Spans of one sender say the same about it.
    private byte[] _lastOrigin = [];
    private PhoenixSpanOrigin? _origin;

    private SpanPageReader(JsonSerializerOptions options) => _options = options;

    /// <summary>The page; null when the serializer has to read it.</summary>
    public static Page<PhoenixSpan>? Read(ReadOnlySpan<byte> body, JsonSerializerOptions options)
    {
        try
        {
            var root = JsonElement.Parse(body, new JsonDocumentOptions { MaxDepth = options.MaxDepth });
            return new SpanPageReader(options).Page(root);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or half of a surrogate pair in a name.
            return null;
        }
    }

    private Page<PhoenixSpan>? Page(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("data"u8, out var data) || data.ValueKind != JsonValueKind.Array || !TryText(root, "next_cursor"u8, out var next))
        {
            return null;
        }

        var spans = new List<PhoenixSpan>(data.GetArrayLength());
        foreach (var json in data.EnumerateArray())
        {
            if (json.ValueKind != JsonValueKind.Object || Span(json) is not { } span)
            {
                return null;
            }

            spans.Add(span);
        }

        return new Page<PhoenixSpan>(spans, next);
    }

    private PhoenixSpan? Span(JsonElement json) =>
        TryText(json, "id"u8, out var id) && id is not null
        && TryText(json, "name"u8, out var name) && name is not null
        && TryText(json, "span_kind"u8, out var kind) && kind is not null
        && TryText(json, "status_code"u8, out var status) && status is not null
        && TryText(json, "status_message"u8, out var message)
        && TryText(json, "parent_id"u8, out var parent)
        && TryContext(json, out var context)
        && TryTime(json, "start_time"u8, out var start)
        && TryTime(json, "end_time"u8, out var end)
        && json.TryGetProperty("attributes"u8, out var attributes) && attributes.ValueKind == JsonValueKind.Object
        && TryEvents(json, out var events)
        && TryOrigin(json, out var origin)
            ? new PhoenixSpan
            {
                Id = id,
                Name = name,
                Context = context,
                SpanKind = kind,
                ParentId = parent,
                StartTime = start,
                EndTime = end,
                StatusCode = status,
                StatusMessage = message,
                Attributes = new AttributesView(attributes),
                Events = events,
                Origin = origin,
            }
            : null;

    // What is missing counts as null here; the caller knows where that may be.
    private static bool TryText(JsonElement json, ReadOnlySpan<byte> name, out string? text)
    {
        text = null;
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return text is not null;
    }

    private static bool TryTime(JsonElement json, ReadOnlySpan<byte> name, out DateTimeOffset time)
    {
        time = default;
        return json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out time);
    }

    private static bool TryContext(JsonElement json, [NotNullWhen(true)] out PhoenixSpanContext? context)
    {
        context = json.TryGetProperty("context"u8, out var ids) && ids.ValueKind == JsonValueKind.Object
            && TryText(ids, "trace_id"u8, out var traceId) && traceId is not null && TryText(ids, "span_id"u8, out var spanId) && spanId is not null
            ? new(traceId, spanId)
            : null;
        return context is not null;
    }

    private bool TryEvents(JsonElement json, out IReadOnlyList<PhoenixSpanEvent> events)
    {
        events = [];
        if (!json.TryGetProperty("events"u8, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        events = list.GetArrayLength() == 0 ? [] : list.Deserialize<List<PhoenixSpanEvent>>(_options) ?? [];
        return true;
    }

    private bool TryOrigin(JsonElement json, out PhoenixSpanOrigin? origin)
    {
        origin = null;
        if (!json.TryGetProperty("support_dashboard"u8, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        var sent = JsonMarshal.GetRawUtf8Value(value);
        if (_origin is null || !sent.SequenceEqual(_lastOrigin))
        {
            (_origin, _lastOrigin) = (value.Deserialize<PhoenixSpanOrigin>(_options), sent.ToArray());
        }

        origin = _origin;
        return origin is not null;
    }
}
