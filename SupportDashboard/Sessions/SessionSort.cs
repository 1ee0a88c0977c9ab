namespace SupportDashboard.Sessions;

/// <summary>What sessions are ordered by. Among equals the last active one counts as greater, then the greater session id.</summary>
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

    /// <summary>By USD; a session whose cost is unknown is less than any other.</summary>
    Cost,

    /// <summary>How many documents were retrieved.</summary>
    Documents,

    /// <summary>By the session's median turn.</summary>
    MedianLatency,

    /// <summary>By the turn that 95 % of the session's turns do not exceed.</summary>
    P95Latency,

    /// <summary>By the longest pause between two turns.</summary>
    LongestGap,

    /// <summary>Most thumbs down, then fewest thumbs up.</summary>
    Feedback,

    /// <summary>By the current verdict: unresolved, unknown or other, not judged, resolved.</summary>
    Resolution,

    /// <summary>By the current verdict: incoherent, unknown or other, not judged, coherent.</summary>
    Coherence,

    /// <summary>Ascending is from A to Z, sessions without one last.</summary>
    Category,

    /// <summary>By the user's id; ascending is from A to Z, sessions without one last.</summary>
    User,
}
