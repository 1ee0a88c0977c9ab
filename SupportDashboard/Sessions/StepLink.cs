namespace SupportDashboard.Sessions;

/// <summary>A link from a step to a span elsewhere.</summary>
/// <param name="TraceId">The trace, as it was sent.</param>
/// <param name="SpanId">The span, as it was sent.</param>
/// <param name="Turn">The turn of the same conversation that the trace is; null for any other.</param>
/// <param name="Attributes">What the sender says about the link, as texts.</param>
public sealed record StepLink(string TraceId, string SpanId, int? Turn, IReadOnlyList<KeyValuePair<string, string>> Attributes);
