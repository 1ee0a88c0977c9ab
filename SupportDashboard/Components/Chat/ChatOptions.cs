using System.ComponentModel.DataAnnotations;

namespace SupportDashboard.Components.Chat;

/// <summary>How the demo conversations play.</summary>
public sealed class ChatOptions
{
    public const string SectionName = "Chat";

    /// <summary>Between two keystrokes of a demo message; zero shows the message at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan DemoKeystroke { get; set; } = TimeSpan.FromMilliseconds(22);

    /// <summary>Between an answer and the next message.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan DemoPause { get; set; } = TimeSpan.FromMilliseconds(700);
}
