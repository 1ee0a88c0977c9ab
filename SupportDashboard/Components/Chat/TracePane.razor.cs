using Microsoft.AspNetCore.Components;

namespace SupportDashboard.Components.Chat;

/// <summary>The trace of one turn as it grows, from the agent's own events: a span that still runs never reaches Phoenix.</summary>
public sealed partial class TracePane
{
    /// <summary>The turn to show; null before the first message.</summary>
    [Parameter, EditorRequired]
    public LiveTurn? Turn { get; set; }
}
