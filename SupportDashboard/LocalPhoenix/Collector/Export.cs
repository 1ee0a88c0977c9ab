using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>A decoded export request: the spans to keep per project, and how many cannot be kept, with the first reason.</summary>
internal sealed record Export(IReadOnlyList<SpanBatch> Batches, int Rejected, string? Reason);
