using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>A trace inside a session.</summary>
internal sealed record SessionTraceItem(string Id, string TraceId, string StartTime, string EndTime)
{
    public static SessionTraceItem From(StoredTrace trace) =>
        new(GlobalId.Of(GlobalId.Trace, trace.Row), trace.TraceId, Timestamps.Write(trace.StartNanos), Timestamps.Write(trace.EndNanos));
}
