namespace SupportDashboard.Sessions.Indexing;

/// <summary>How far a project has been read. All three change in the same transaction as the spans they speak of.</summary>
/// <param name="Key">The project's key in the index.</param>
/// <param name="PhoenixId">The project's GlobalID: another one under the same name is another project.</param>
/// <param name="Head">The newest row that was seen; 0 before the first page.</param>
/// <param name="Gaps">Ranges below the head that are still to be read, newest first.</param>
internal sealed record IndexMarks(long Key, string PhoenixId, long Head, IReadOnlyList<IndexGap> Gaps)
{
    /// <summary>Spans of the project that the index has.</summary>
    public long Spans { get; init; }

    /// <summary>Rows of spans that are larger than an answer of Phoenix may be.</summary>
    public IReadOnlyList<long> LeftOut { get; init; } = [];

    /// <summary>Rows that are still to be read, at most.</summary>
    public long Missing => Gaps.Sum(static gap => Math.Max(0, gap.Upper - gap.Lower));
}
