using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>A trace as REST shows it; <see cref="Spans"/> only when they were asked for.</summary>
internal sealed record TraceItem(
    string Id,
    string TraceId,
    string ProjectId,
    string StartTime,
    string EndTime,
    long TokenCountPrompt,
    long TokenCountCompletion,
    long TokenCountTotal,
    IReadOnlyList<TraceSpanItem>? Spans)
{
    public static TraceItem From(StoredTrace trace, IEnumerable<TraceSpan>? spans) => new(
        GlobalId.Of(GlobalId.Trace, trace.Row),
        trace.TraceId,
        GlobalId.Of(GlobalId.Project, trace.ProjectRow),
        Timestamps.Write(trace.StartNanos),
        Timestamps.Write(trace.EndNanos),
        trace.PromptTokens,
        trace.CompletionTokens,
        trace.PromptTokens + trace.CompletionTokens,
        spans?.Select(TraceSpanItem.From).ToList());
}
