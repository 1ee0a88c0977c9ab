using Refit;

namespace SupportDashboard.Phoenix;

/// <summary>Which traces to read (server 13.15 and newer), newest start first.</summary>
/// <remarks>Up to 20.4 the cursor compares row numbers although the order is by start, so later pages may repeat or lose traces that arrived late.</remarks>
public sealed record TracesQuery
{
    /// <summary>Page size, 1 to 1000.</summary>
    [AliasAs("limit")]
    public int Limit { get; init; } = 100;

    [AliasAs("cursor")]
    public string? Cursor { get; init; }

    /// <summary>Inclusive bound on the trace's start.</summary>
    [AliasAs("start_time"), Query(Format = "o")]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Exclusive bound on the trace's start.</summary>
    [AliasAs("end_time"), Query(Format = "o")]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The senders' <c>session.id</c>s; unknown ones match nothing.</summary>
    [AliasAs("session_identifier"), Query(CollectionFormat.Multi)]
    public IReadOnlyList<string>? Sessions { get; init; }
}
