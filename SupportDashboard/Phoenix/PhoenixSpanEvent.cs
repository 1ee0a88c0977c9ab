using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SupportDashboard.Phoenix;

/// <summary>Something that happened during a span; exceptions are events named <c>exception</c>.</summary>
public sealed record PhoenixSpanEvent
{
    [AllowNull]
    public string Name { get; init => field = value ?? ""; } = "";

    public DateTimeOffset? Timestamp { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }
}
