namespace SupportDashboard.Sessions.Columns;

/// <summary>The numbers kept of every session. Instants and durations are microseconds; what is unknown is -1.</summary>
internal enum Column
{
    Active,
    Look,
    Started,
    Turns,
    Tokens,
    Failed,
    Duration,

    /// <summary>Billionths of a USD; -1 where it is unknown.</summary>
    Cost,
    Documents,
    MedianLatency,
    P95Latency,
    Gap,

    /// <summary>Thumbs as one number to order by: down first, then few up.</summary>
    Feedback,

    /// <summary>How bad the current resolution verdict is, 0 to 3.</summary>
    Resolution,

    /// <summary>How bad the current coherence verdict is, 0 to 3.</summary>
    Coherence,

    /// <summary>A number of <see cref="SessionColumns.Names"/>.</summary>
    Category,

    /// <inheritdoc cref="Category"/>
    User,
}
