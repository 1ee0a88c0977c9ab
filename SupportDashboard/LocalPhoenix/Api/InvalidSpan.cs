namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>A span of a JSON request that cannot be stored, and why.</summary>
internal sealed record InvalidSpan(string SpanId, string TraceId, string Error);
