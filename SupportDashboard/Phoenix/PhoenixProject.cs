namespace SupportDashboard.Phoenix;

/// <summary>Phoenix's namespace of traces.</summary>
/// <param name="Id">GlobalID; the only form that is safe in a path, whatever the name contains.</param>
/// <param name="Name">The name that people and exporters use.</param>
/// <param name="Description">Free text, if any.</param>
public sealed record PhoenixProject(string Id, string Name, string? Description = null);
