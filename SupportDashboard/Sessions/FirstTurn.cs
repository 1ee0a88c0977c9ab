namespace SupportDashboard.Sessions;

/// <summary>One of a session's first turns, cut for a glance.</summary>
/// <param name="UserText">What the customer said; null when the turn has no text.</param>
/// <param name="AgentText">What the agent answered; null when it did not (yet).</param>
public sealed record FirstTurn(string? UserText, string? AgentText);
