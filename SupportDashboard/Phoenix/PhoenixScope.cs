namespace SupportDashboard.Phoenix;

/// <summary>The library that made a span.</summary>
public sealed record PhoenixScope(string? Name, string? Version);
