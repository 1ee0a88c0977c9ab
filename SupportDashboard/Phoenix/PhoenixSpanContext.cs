namespace SupportDashboard.Phoenix;

/// <summary>The ids of a span, in hexadecimal digits.</summary>
public sealed record PhoenixSpanContext(string TraceId, string SpanId);
