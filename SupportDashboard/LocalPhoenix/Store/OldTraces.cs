namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Sessions, and traces without one, that ended first.</summary>
/// <param name="SessionRows">Sessions.</param>
/// <param name="TraceRows">Traces that are in no session.</param>
/// <param name="EndNanos">When the last of them ended.</param>
internal sealed record OldTraces(IReadOnlyList<long> SessionRows, IReadOnlyList<long> TraceRows, long EndNanos);
