namespace SupportDashboard.Sessions;

/// <summary>How far the index of one project is.</summary>
public sealed record SyncState
{
    /// <summary>Older spans are still being read for the first time, or after a long pause.</summary>
    public bool Importing { get; init; }

    /// <summary>Spans of the project that the index has.</summary>
    public long ImportedSpans { get; init; }

    /// <summary>Spans that the index does not have because each is larger than an answer of Phoenix may be; their conversations may be incomplete.</summary>
    public int LeftOutSpans { get; init; }

    /// <summary>0 to 1, an estimate by row numbers and by time; null when nothing is being imported.</summary>
    public double? ImportedShare { get; init; }

    /// <summary>An estimate of how long the import still takes; null while there is none, or nothing is being imported.</summary>
    public TimeSpan? TimeLeft { get; init; }

    /// <summary>When the index was last known to be complete; what is shown is at most that old. Null before the first time.</summary>
    public DateTimeOffset? LastSync { get; init; }

    /// <summary>When the last comparison of the whole project with Phoenix ended, which finds what was deleted or changed there. Null before the first.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>A sentence why the index is not following Phoenix; null when it is.</summary>
    public string? Problem { get; init; }

    /// <summary>When the problem was first met; null without one.</summary>
    public DateTimeOffset? ProblemSince { get; init; }

    /// <summary>Since when what is shown may lack what happened in Phoenix; null without a problem.</summary>
    public DateTimeOffset? StaleSince => Problem is null ? null : LastSync ?? ProblemSince;
}
