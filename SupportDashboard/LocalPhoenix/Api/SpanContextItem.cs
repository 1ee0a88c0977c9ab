namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>The ids of a span, in hexadecimal digits.</summary>
internal sealed record SpanContextItem(string TraceId, string SpanId);
