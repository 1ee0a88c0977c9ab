namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>Something that happened during a span; the attributes are flat.</summary>
internal sealed record SpanEvent(string Name, long Nanos, IReadOnlyDictionary<string, object?> Attributes);
