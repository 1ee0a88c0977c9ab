namespace SupportDashboard.Agent;

/// <summary>
/// One message of a conversation. Both messages of a turn carry its number, trace and root span (where thumbs are written) and how it ended;
/// <c>Error</c> is the sentence of a failed turn, on the agent's message, whose text is then empty or partial.
/// </summary>
public sealed record ConversationMessage(
    ConversationRole Role, string Text, int Turn, DateTimeOffset At, string? TraceId, string? RootSpanId, TurnOutcome Outcome, string? Error = null);
