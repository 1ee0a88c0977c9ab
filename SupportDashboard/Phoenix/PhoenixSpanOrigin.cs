using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SupportDashboard.Phoenix;

/// <summary>Who sent a span and what it is linked to. The embedded Phoenix keeps that; Arize Phoenix does not.</summary>
public sealed record PhoenixSpanOrigin
{
    /// <summary>The attributes of the resource, nested as they were sent.</summary>
    [AllowNull]
    public IReadOnlyDictionary<string, JsonElement> Resource { get; init => field = value ?? new Dictionary<string, JsonElement>(); } = new Dictionary<string, JsonElement>();

    /// <summary>The instrumentation scope; its texts are empty where nothing is known.</summary>
    public PhoenixScope? Scope { get; init; }

    [AllowNull]
    public IReadOnlyList<PhoenixSpanLink> Links { get; init => field = value ?? []; } = [];
}
