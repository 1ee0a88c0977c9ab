namespace SupportDashboard.Agent;

/// <summary>A span has ended. <c>Summary</c> is one line for people, such as "order_status, high" or "2 documents".</summary>
public sealed record StepFinished(string SpanId, TimeSpan Duration, bool Failed, string? Summary) : AgentEvent;
