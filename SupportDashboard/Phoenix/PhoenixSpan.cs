using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportDashboard.Phoenix;

/// <summary>A span with its flattened attributes, as <c>GET …/spans</c> returns it.</summary>
public sealed record PhoenixSpan
{
    /// <summary>GlobalID; its row number grows with insertion.</summary>
    [AllowNull]
    public string Id { get; init => field = value ?? ""; } = "";

    [AllowNull]
    public string Name { get; init => field = value ?? ""; } = "";

    public required PhoenixSpanContext Context { get; init; }

    /// <summary>As it was sent: usually AGENT, LLM, TOOL and so on, but any case and any word occurs.</summary>
    [AllowNull]
    public string SpanKind { get; init => field = value ?? "UNKNOWN"; } = "UNKNOWN";

    /// <summary>Span id of the parent; null for a root span.</summary>
    public string? ParentId { get; init; }

    public DateTimeOffset StartTime { get; init; }

    public DateTimeOffset EndTime { get; init; }

    /// <summary>OK, ERROR or UNSET.</summary>
    [AllowNull]
    public string StatusCode { get; init => field = value ?? "UNSET"; } = "UNSET";

    public string? StatusMessage { get; init; }

    /// <summary>Dotted keys; lists of objects have numeric segments, lists of scalars stay arrays.</summary>
    [AllowNull]
    public IReadOnlyDictionary<string, JsonElement> Attributes { get; init => field = value ?? new Dictionary<string, JsonElement>(); } = new Dictionary<string, JsonElement>();

    [AllowNull]
    public IReadOnlyList<PhoenixSpanEvent> Events { get; init => field = value ?? []; } = [];

    /// <summary>Who sent it and what it is linked to; null where Phoenix does not keep that.</summary>
    [JsonPropertyName("support_dashboard")]
    public PhoenixSpanOrigin? Origin { get; init; }
}
