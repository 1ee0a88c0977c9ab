namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>What a transfer has moved, and where to.</summary>
internal sealed record TransferItem(int TransferredTraceCount, string DestinationProjectId);
