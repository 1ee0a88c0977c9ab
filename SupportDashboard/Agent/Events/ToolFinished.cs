namespace SupportDashboard.Agent;

/// <summary>A tool has answered; <c>Result</c> is JSON text. <c>Failed</c> is also true when the order does not exist.</summary>
public sealed record ToolFinished(string CallId, string Result, bool Failed, TimeSpan Duration) : AgentEvent;
