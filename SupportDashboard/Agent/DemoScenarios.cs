namespace SupportDashboard.Agent;

/// <summary>The demo conversations of <c>Agent/Data/scenarios.json</c>, in their order.</summary>
public sealed class DemoScenarios
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<DemoScenario> All { get; } = AgentData.Read<DemoScenario[]>("scenarios.json");
}
