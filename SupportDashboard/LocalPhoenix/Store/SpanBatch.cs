namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Spans for one project, which is created with the first of them.</summary>
internal sealed record SpanBatch(string Project, IReadOnlyList<SpanRecord> Spans);
