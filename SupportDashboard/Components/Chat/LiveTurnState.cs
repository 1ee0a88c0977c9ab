namespace SupportDashboard.Components.Chat;

/// <summary>Where a turn on screen stands.</summary>
public enum LiveTurnState
{
    /// <summary>A demo types the message.</summary>
    Typing,
    Running,
    Completed,
    Stopped,
    Failed,
}
