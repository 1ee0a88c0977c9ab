using System.Text.Json.Serialization;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>A span as REST shows it; attributes and events go out as the bytes that were stored.</summary>
internal sealed record SpanItem(
    string Id,
    string Name,
    SpanContextItem Context,
    string SpanKind,
    string? ParentId,
    string StartTime,
    string EndTime,
    string StatusCode,
    string StatusMessage,
    RawJson Attributes,
    RawJson Events,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OriginItem? SupportDashboard)
{
    private static readonly byte[] NoEvents = "[]"u8.ToArray();

    public static SpanItem From(StoredSpan span) => new(
        GlobalId.Of(GlobalId.Span, span.Row),
        span.Name,
        new(span.TraceId, span.SpanId),
        span.SentKind,
        span.ParentId,
        Timestamps.Write(span.StartNanos),
        Timestamps.Write(span.EndNanos),
        StatusNames.Of(span.Status),
        span.StatusMessage,
        new(span.Attributes),
        new(span.Events ?? NoEvents),
        OriginItem.From(span));
}
