namespace SupportDashboard.Agent;

/// <summary>The turn has begun; its trace and its number within the conversation, from 1.</summary>
public sealed record TurnStarted(string TraceId, int Turn) : AgentEvent;
