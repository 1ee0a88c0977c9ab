namespace SupportDashboard.Agent;

/// <summary>An order as the shop knows it; "pending" stands where something has not been assigned yet.</summary>
internal sealed record Order(string Id, string Status, string Carrier, string TrackingNumber, string Eta);
