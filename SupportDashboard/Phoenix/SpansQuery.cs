using Refit;

namespace SupportDashboard.Phoenix;

/// <summary>Which spans to read. Phoenix orders them by insertion, newest first; every filter left empty matches all.</summary>
public sealed record SpansQuery
{
    /// <summary>Page size, 1 to 1000.</summary>
    [AliasAs("limit")]
    public int Limit { get; init; } = 100;

    [AliasAs("cursor")]
    public string? Cursor { get; init; }

    /// <summary>Hexadecimal trace ids, at most about 50 in one request line (server 13.9 and newer).</summary>
    [AliasAs("trace_id"), Query(CollectionFormat.Multi)]
    public IReadOnlyList<string>? TraceIds { get; init; }

    /// <summary>A hexadecimal span id, or the word <c>null</c> for root spans (server 13.12 and newer).</summary>
    [AliasAs("parent_id")]
    public string? ParentId { get; init; }

    /// <summary>Inclusive bound on the span's start.</summary>
    [AliasAs("start_time"), Query(Format = "o")]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Exclusive bound on the span's start.</summary>
    [AliasAs("end_time"), Query(Format = "o")]
    public DateTimeOffset? EndTime { get; init; }
}
