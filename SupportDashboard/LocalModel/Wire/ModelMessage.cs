namespace SupportDashboard.LocalModel;

/// <summary>A message of a request: its role, its text (parts joined), and for an answer to a tool call the call's id.</summary>
internal sealed record ModelMessage(string Role, string Text, string? ToolCallId);
