namespace SupportDashboard.Bench.Chat;

/// <summary>A request that the agent made to its model: the path below the base address, and the body.</summary>
internal sealed record RecordedCall(string Path, byte[] Body);
