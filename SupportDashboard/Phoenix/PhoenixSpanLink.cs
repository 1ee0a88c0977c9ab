using System.Text.Json;

namespace SupportDashboard.Phoenix;

/// <summary>A link from a span to another one, often in another trace.</summary>
public sealed record PhoenixSpanLink
{
    /// <summary>Hexadecimal digits.</summary>
    public string? TraceId { get; init; }

    /// <summary>Hexadecimal digits.</summary>
    public string? SpanId { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }
}
