using SupportDashboard.LocalPhoenix.Collector;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>Reads spans in REST's shape. As in Phoenix, this way in knows neither the gen_ai mapping nor JSON texts.</summary>
internal sealed class SpanLogReader(long bodyBytes)
{
    private const int KeyAllowance = 1024 * 1024;
    private const int KeyGrowth = 4;

    private readonly AttributeFlattening _flattening = new(KeyAllowance + KeyGrowth * bodyBytes);
    private readonly List<InvalidSpan> _invalid = [];

    /// <summary>The spans read so far whose ids cannot be stored.</summary>
    public IReadOnlyList<InvalidSpan> Invalid => _invalid;

    /// <exception cref="ApiException">422: a field is missing or of the wrong type.</exception>
    public SpanRecord Read(BodyValue item)
    {
        var context = item.Field("context");
        var (traceId, spanId) = (context.Field("trace_id").Text().ToLowerInvariant(), context.Field("span_id").Text().ToLowerInvariant());
        var parentId = item.Optional("parent_id")?.Text().ToLowerInvariant();
        var (start, end) = (item.Field("start_time").Instant(_ => item.Location()), item.Field("end_time").Instant(_ => item.Location()));
        CheckIds(traceId, spanId, parentId);
        return SpanRecordBuilder.Build(Attributes(item)) with
        {
            TraceId = traceId,
            SpanId = spanId,
            ParentId = string.IsNullOrEmpty(parentId) ? null : parentId,
            Name = item.Field("name").Text(),
            StartNanos = start,
            EndNanos = end,
            Status = StatusNames.TryRead(item.Optional("status_code")?.Choice("OK", "ERROR", "UNSET") ?? "") ?? StatusCode.Unset,
            StatusMessage = item.Optional("status_message")?.Text() ?? "",
            Events = item.Optional("events")?.Items() is { Count: > 0 } events ? EventJson.Write(events.Select(ReadEvent)) : null,
        };
    }

    private Dictionary<string, object?> Attributes(BodyValue item)
    {
        var flat = item.Optional("attributes") is { } attributes ? Flatten(attributes) : [];
        flat["openinference.span.kind"] = item.Field("span_kind").Text();
        return flat;
    }

    private SpanEvent ReadEvent(BodyValue item) => new(
        item.Field("name").Text(),
        item.Field("timestamp").Instant(_ => item.Location()),
        item.Optional("attributes") is { } attributes ? Flatten(attributes) : []);

    private Dictionary<string, object?> Flatten(BodyValue attributes)
    {
        try
        {
            return _flattening.Flatten((Dictionary<string, object?>)JsonValues.Read(attributes.Dictionary())!);
        }
        catch (InvalidOperationException)
        {
            throw InputErrors.HalfCharacter(attributes.Location());
        }
        catch (SpanRejectedException exception)
        {
            throw ApiException.Unprocessable(exception.Message);
        }
    }

    private void CheckIds(string traceId, string spanId, string? parentId)
    {
        var error = !IsHex(traceId, 32) ? "trace_id must be 32 hexadecimal digits that are not all zero"
            : !IsHex(spanId, 16) ? "span_id must be 16 hexadecimal digits that are not all zero"
            : !string.IsNullOrEmpty(parentId) && !IsHex(parentId, 16) ? "parent_id must be 16 hexadecimal digits that are not all zero"
            : null;
        if (error is not null)
        {
            _invalid.Add(new(spanId, traceId, error));
        }
    }

    private static bool IsHex(string id, int length) =>
        id.Length == length && id.All(char.IsAsciiHexDigitLower) && id.AsSpan().ContainsAnyExcept('0');
}
