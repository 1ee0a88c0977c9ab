namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>A trace as it was read back.</summary>
internal sealed record StoredTrace(
    long Row, string TraceId, long ProjectRow, long? SessionRow, long StartNanos, long EndNanos, long PromptTokens, long CompletionTokens);
