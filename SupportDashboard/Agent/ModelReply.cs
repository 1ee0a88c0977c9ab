using OpenAI.Chat;

namespace SupportDashboard.Agent;

/// <summary>What a streamed model call gave: text (already shown), or tool calls, or both.</summary>
internal sealed record ModelReply(string Text, IReadOnlyList<ChatToolCall> ToolCalls);
