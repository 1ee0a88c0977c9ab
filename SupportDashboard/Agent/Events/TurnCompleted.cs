namespace SupportDashboard.Agent;

/// <summary>
/// The turn is over and answered. Tokens are the sum over the turn's model calls; <c>Flushed</c> says that Phoenix has acknowledged the trace
/// (false: it is kept on disk, or still being sent).
/// </summary>
public sealed record TurnCompleted(
    string Answer, string TraceId, string RootSpanId, long PromptTokens, long CompletionTokens, TimeSpan Duration, bool Flushed) : AgentEvent;
