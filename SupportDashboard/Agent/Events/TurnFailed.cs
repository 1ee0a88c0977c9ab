namespace SupportDashboard.Agent;

/// <summary>
/// The turn ended without an answer; <c>Reason</c> is a sentence for the screen. The conversation goes on. The ids are empty when no turn was begun
/// (the message was not acceptable, or another turn is running).
/// </summary>
public sealed record TurnFailed(string Reason, bool CanRetry, string TraceId, string RootSpanId) : AgentEvent;
