namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>A session as it was read back.</summary>
internal sealed record StoredSession(
    long Row, string SessionId, long ProjectRow, long StartNanos, long EndNanos, long PromptTokens, long CompletionTokens);
