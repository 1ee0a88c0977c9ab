namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Who sent a span: the resource and the instrumentation scope, which many spans share.</summary>
/// <param name="Resource">The attributes of the resource, a JSON object in UTF-8.</param>
/// <param name="ScopeName">The name of the instrumentation library, or empty.</param>
/// <param name="ScopeVersion">Its version, or empty.</param>
internal sealed record SpanOrigin(byte[] Resource, string ScopeName, string ScopeVersion);
