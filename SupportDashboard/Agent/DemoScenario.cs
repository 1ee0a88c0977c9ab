namespace SupportDashboard.Agent;

/// <summary>A conversation that plays itself: what the customer writes, one message per turn.</summary>
public sealed record DemoScenario(string Name, string Description, IReadOnlyList<string> Messages);
