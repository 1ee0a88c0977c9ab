namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Which traces of a project to read, and in what order.</summary>
internal sealed record TraceQuery(long ProjectRow, int Limit)
{
    public bool ByLatency { get; init; }

    public bool Ascending { get; init; }

    /// <summary>Start time or latency of the page's first row, and its row id.</summary>
    public (long Key, long Row)? Cursor { get; init; }

    public long? FromNanos { get; init; }

    public long? BeforeNanos { get; init; }

    /// <summary>Only traces of these sessions.</summary>
    public IReadOnlyList<long>? SessionRows { get; init; }
}
