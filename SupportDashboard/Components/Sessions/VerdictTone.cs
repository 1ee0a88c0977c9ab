namespace SupportDashboard.Components.Sessions;

/// <summary>How a verdict is coloured; the icon and the words say the same, so the colour is never alone.</summary>
public enum VerdictTone
{
    Neutral,
    Good,
    Bad,
    Warning,
}
