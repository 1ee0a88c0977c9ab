namespace SupportDashboard.Sessions;

/// <summary>How far the index of one project is.</summary>
public sealed record SyncState
{
    /// <summary>Older spans are still being read for the first time, or after a long pause.</summary>
    public bool Importing { get; init; }

    /// <summary>Spans read in this import so far.</summary>
    public long ImportedSpans { get; init; }

    /// <summary>0 to 1, by row numbers; null when nothing is being imported.</summary>
    public double? ImportedShare { get; init; }

    /// <summary>When the index was last known to be complete; what is shown is at most that old. Null before the first time.</summary>
    public DateTimeOffset? LastSync { get; init; }

    /// <summary>A sentence why the index is not following Phoenix; null when it is.</summary>
    public string? Problem { get; init; }
}
