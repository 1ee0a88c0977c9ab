namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>The envelope of everything that is not a page.</summary>
internal sealed record ApiItem<T>(T Data);
