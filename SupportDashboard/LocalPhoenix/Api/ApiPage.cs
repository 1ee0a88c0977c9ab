namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>One page of a list.</summary>
/// <param name="Data">The rows.</param>
/// <param name="NextCursor">Where the next page begins; <see langword="null"/> on the last one.</param>
internal sealed record ApiPage<T>(IReadOnlyList<T> Data, string? NextCursor)
{
    /// <summary>Makes a page of rows of which one more than wanted was read, if there was one.</summary>
    public static ApiPage<T> Of<TRow>(List<TRow> rows, int limit, Func<TRow, T> show, Func<TRow, string> cursor) =>
        new([.. rows.Take(limit).Select(show)], rows.Count > limit ? cursor(rows[limit]) : null);
}
