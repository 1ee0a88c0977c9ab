namespace SupportDashboard.Agent;

/// <summary>A tool is being called; <c>Arguments</c> is the JSON text the model wrote.</summary>
public sealed record ToolStarted(string CallId, string Name, string Arguments) : AgentEvent;
