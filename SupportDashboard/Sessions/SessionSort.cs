namespace SupportDashboard.Sessions;

/// <summary>What sessions are ordered by.</summary>
public enum SessionSort
{
    LastActivity,

    /// <summary>Unresolved first, then incoherent, with errors, disliked, stale; among equals the last active.</summary>
    NeedsLook,
    Started,
    Turns,
    Tokens,
    Errors,
    Duration,
}
