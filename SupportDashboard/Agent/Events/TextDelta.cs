namespace SupportDashboard.Agent;

/// <summary>The next piece of the answer.</summary>
public sealed record TextDelta(string Text) : AgentEvent;
