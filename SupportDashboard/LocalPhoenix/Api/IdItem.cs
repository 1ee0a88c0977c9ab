namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>The global id of something that was written.</summary>
internal sealed record IdItem(string Id);
