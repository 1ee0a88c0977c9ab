namespace SupportDashboard.Agent;

/// <summary>What the message is about: <c>order_status</c> or <c>faq</c>; <c>Confidence</c> is high, medium or low.</summary>
public sealed record Classified(string Category, string Confidence, string Reasoning) : AgentEvent;
