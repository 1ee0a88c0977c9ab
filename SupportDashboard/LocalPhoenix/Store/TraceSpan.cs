namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>A span without its texts, as a list of traces shows it; the kind is normalized.</summary>
internal sealed record TraceSpan(
    long TraceRow, long Row, string SpanId, string? ParentId, string Name, string Kind, StatusCode Status, long StartNanos, long EndNanos);
