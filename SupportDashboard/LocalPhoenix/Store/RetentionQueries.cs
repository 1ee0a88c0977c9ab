namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Finds what is oldest, and says how much room everything takes.</summary>
internal static class RetentionQueries
{
    /// <summary>Sessions, and traces without one, in the order in which they ended; both may end before others in them began.</summary>
    /// <param name="store">Where to look.</param>
    /// <param name="beforeNanos">Only what ended before; <see langword="null"/> for any time.</param>
    /// <param name="count">How many at most.</param>
    /// <returns><see langword="null"/> when there are none.</returns>
    public static OldTraces? Oldest(StoreConnection store, long? beforeNanos, int count)
    {
        const string Sql = """
            SELECT is_session, id, end_nanos FROM (
                SELECT 1 AS is_session, id, end_nanos FROM sessions
                UNION ALL SELECT 0, id, end_nanos FROM traces WHERE session_row IS NULL)
            WHERE end_nanos < $1 ORDER BY end_nanos, is_session, id LIMIT $2
            """;
        var found = store.Rows(
            Sql, static reader => (IsSession: reader.GetBoolean(0), Row: reader.GetInt64(1), EndNanos: reader.GetInt64(2)), beforeNanos ?? long.MaxValue, count);
        return found.Count == 0
            ? null
            : new(
                [.. found.Where(static old => old.IsSession).Select(static old => old.Row)],
                [.. found.Where(static old => !old.IsSession).Select(static old => old.Row)],
                found[^1].EndNanos);
    }

    /// <summary>How many bytes of the file hold something; the rest of it is free for what comes.</summary>
    public static long UsedBytes(StoreConnection store) =>
        (store.Value<long>("PRAGMA page_count") - FreePages(store)) * store.Value<long>("PRAGMA page_size");

    /// <summary>How many pages of the file are free.</summary>
    public static long FreePages(StoreConnection store) => store.Value<long>("PRAGMA freelist_count");
}
