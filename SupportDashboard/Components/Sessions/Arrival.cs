namespace SupportDashboard.Components.Sessions;

/// <summary>What becomes of sessions that are new in a list on screen.</summary>
public enum Arrival
{
    /// <summary>They come in at once.</summary>
    ComesIn,

    /// <summary>Somebody reads the list: nothing moves, and what is new waits until it is asked for.</summary>
    Waits,
}
