namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Which annotations of a project to read. What is <see langword="null"/> does not narrow; lists mean "one of".</summary>
internal sealed record AnnotationQuery(AnnotationTarget Target, long ProjectRow, int Limit)
{
    /// <summary>The newest row to return.</summary>
    public long? CursorRow { get; init; }

    /// <summary>Span, trace or session ids as senders know them.</summary>
    public IReadOnlyList<string>? TargetIds { get; init; }

    /// <summary>Identifiers, none of them empty.</summary>
    public IReadOnlyList<string>? Identifiers { get; init; }

    public IReadOnlyList<string>? IncludedNames { get; init; }

    public IReadOnlyList<string>? ExcludedNames { get; init; }
}
