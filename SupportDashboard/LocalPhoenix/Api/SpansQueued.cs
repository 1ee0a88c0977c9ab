namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>How many spans a JSON request brought, and how many were taken.</summary>
internal sealed record SpansQueued(int TotalReceived, int TotalQueued);
