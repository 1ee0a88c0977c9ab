namespace SupportDashboard.Phoenix;

/// <summary>A note to add to a session. Without an identifier Phoenix appends; with one it overwrites that note.</summary>
public sealed record WriteSessionNote(string SessionId, string Note, string? Identifier = null);
