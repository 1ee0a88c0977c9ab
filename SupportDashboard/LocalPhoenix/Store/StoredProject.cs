namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>A project as it was read back.</summary>
internal sealed record StoredProject(long Row, string Name, string? Description);
