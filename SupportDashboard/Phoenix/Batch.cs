namespace SupportDashboard.Phoenix;

/// <summary>The envelope around what is written.</summary>
public sealed record Batch<T>(IReadOnlyList<T> Data);
