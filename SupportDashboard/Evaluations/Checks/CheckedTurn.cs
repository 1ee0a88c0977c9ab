namespace SupportDashboard.Evaluations.Checks;

/// <summary>A turn as the checks read it; what was not said is empty.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Customer">What the customer said.</param>
/// <param name="Agent">What the agent answered.</param>
/// <param name="Calls">The agent's tool calls between the two, in order.</param>
public sealed record CheckedTurn(int Number, string Customer, string Agent, IReadOnlyList<CheckedCall> Calls);
