namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>An instrumentation scope; what is not known of it is empty.</summary>
internal sealed record ScopeItem(string Name, string Version);
