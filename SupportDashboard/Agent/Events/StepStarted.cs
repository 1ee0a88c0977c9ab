namespace SupportDashboard.Agent;

/// <summary>A span of the turn's trace has begun; the root has no parent. <c>Kind</c> is the OpenInference span kind.</summary>
public sealed record StepStarted(string SpanId, string? ParentSpanId, string Name, string Kind, DateTimeOffset At) : AgentEvent;
