namespace SupportDashboard.Evaluations.Ledger;

/// <summary>
/// Puts a sub-query that picks ids into the condition of an UPDATE. Two dashboards at the same time pick different rows on PostgreSQL; there the ids are
/// made an array first, because a plan may run a sub-query behind IN several times, which would take more rows than its LIMIT. SQLite has one writer, so
/// that what was picked is still so; told the condition once more it would look through all rows that meet it.
/// </summary>
internal static class RowPick
{
    /// <param name="query">Selects ids, with ORDER BY and LIMIT.</param>
    /// <param name="condition">What must still hold of a row that was waited for.</param>
    /// <param name="isPostgres">Which database it is for.</param>
    public static string Of(string query, string condition, bool isPostgres) => isPostgres ? $"{condition} AND id = ANY(ARRAY({query} FOR UPDATE SKIP LOCKED))" : $"id IN ({query})";
}
