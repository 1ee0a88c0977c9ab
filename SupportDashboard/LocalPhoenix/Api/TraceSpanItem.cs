using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>A span inside a trace, without attributes.</summary>
internal sealed record TraceSpanItem(
    string Id, string SpanId, string? ParentId, string Name, string SpanKind, string StatusCode, string StartTime, string EndTime)
{
    public static TraceSpanItem From(TraceSpan span) => new(
        GlobalId.Of(GlobalId.Span, span.Row),
        span.SpanId,
        span.ParentId,
        span.Name,
        span.Kind,
        StatusNames.Of(span.Status),
        Timestamps.Write(span.StartNanos),
        Timestamps.Write(span.EndNanos));
}
