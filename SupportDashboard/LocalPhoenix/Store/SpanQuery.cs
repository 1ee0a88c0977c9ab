namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Which spans of a project to read. What is <see langword="null"/> does not narrow; lists mean "one of".</summary>
internal sealed record SpanQuery(long ProjectRow, int Limit)
{
    /// <summary>The newest row to return: the page's first, when it still exists.</summary>
    public long? CursorRow { get; init; }

    public long? FromNanos { get; init; }

    public long? BeforeNanos { get; init; }

    public IReadOnlyList<string>? TraceIds { get; init; }

    public IReadOnlyList<string>? SpanIds { get; init; }

    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Normalized kinds.</summary>
    public IReadOnlyList<string>? Kinds { get; init; }

    public IReadOnlyList<StatusCode>? Statuses { get; init; }

    public string? ParentId { get; init; }

    public bool RootsOnly { get; init; }

    /// <summary>All of them must match.</summary>
    public IReadOnlyList<AttributeMatch> Attributes { get; init; } = [];
}
