namespace SupportDashboard.Agent;

/// <summary>The person stopped the turn; what had been said until then stays in the conversation.</summary>
public sealed record TurnStopped(string PartialAnswer, string TraceId, string RootSpanId, bool Flushed) : AgentEvent;
