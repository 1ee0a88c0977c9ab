namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>What decides whether another copy of a stored span replaces it.</summary>
internal readonly record struct KnownSpan(long Row, long TraceRow, int Completeness);
