using System.Text.Json;

namespace SupportDashboard.Phoenix;

/// <summary>A span with its flattened attributes, as <c>GET …/spans</c> returns it.</summary>
public sealed record PhoenixSpan
{
    /// <summary>GlobalID; its row number grows with insertion.</summary>
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public required PhoenixSpanContext Context { get; init; }

    /// <summary>As it was sent: usually AGENT, LLM, TOOL and so on, but any case and any word occurs.</summary>
    public string SpanKind { get; init; } = "UNKNOWN";

    /// <summary>Span id of the parent; null for a root span.</summary>
    public string? ParentId { get; init; }

    public DateTimeOffset StartTime { get; init; }

    public DateTimeOffset EndTime { get; init; }

    /// <summary>OK, ERROR or UNSET.</summary>
    public string StatusCode { get; init; } = "UNSET";

    public string? StatusMessage { get; init; }

    /// <summary>Dotted keys; lists of objects have numeric segments, lists of scalars stay arrays.</summary>
    public IReadOnlyDictionary<string, JsonElement> Attributes { get; init; } = new Dictionary<string, JsonElement>();

    public IReadOnlyList<PhoenixSpanEvent> Events { get; init; } = [];
}
