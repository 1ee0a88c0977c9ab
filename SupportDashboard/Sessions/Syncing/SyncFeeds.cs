namespace SupportDashboard.Sessions.Syncing;

/// <summary>Whom the synchronization tells about its progress.</summary>
internal sealed record SyncFeeds(IndexFeed Index, SyncStatus Status);
