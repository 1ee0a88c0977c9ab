namespace SupportDashboard.Agent;

/// <summary>
/// Something that happened during a turn. A turn begins with <see cref="TurnStarted"/> and ends with exactly one of
/// <see cref="TurnCompleted"/>, <see cref="TurnFailed"/> and <see cref="TurnStopped"/>; a turn that was not begun at all is a lone <see cref="TurnFailed"/>.
/// </summary>
public abstract record AgentEvent;
