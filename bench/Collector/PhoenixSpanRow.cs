using System.Text.Json;
using SupportDashboard.Bench.Load;

namespace SupportDashboard.Bench.Collector;

/// <summary>A span as Phoenix's columns hold it, ready before the clock runs.</summary>
internal sealed record PhoenixSpanRow(
    string TraceId, string SpanId, string? ParentId, string Name, string Kind, string SessionId, long Start, long End, int Tokens, string Attributes)
{
    public static PhoenixSpanRow Of(LoadSpan span) => new(
        Convert.ToHexStringLower(span.TraceId),
        Convert.ToHexStringLower(span.SpanId),
        span.ParentId is { } parent ? Convert.ToHexStringLower(parent) : null,
        span.Name,
        span.Attributes[0].Value,
        span.SessionId,
        span.StartNanos,
        span.EndNanos,
        span.Tokens,
        JsonSerializer.Serialize(span.Attributes.ToDictionary()));
}
