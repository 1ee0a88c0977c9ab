using Microsoft.Data.Sqlite;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Reads sessions, in the order in which they were first seen.</summary>
internal static class SessionQueries
{
    private const string Columns = "id, session_id, project_row, start_nanos, end_nanos, prompt_tokens, completion_tokens";

    /// <summary>One page and one row more, if there is one.</summary>
    public static List<StoredSession> Page(StoreConnection store, long projectRow, long? cursorRow, int limit, bool ascending)
    {
        var (direction, comparison) = ascending ? ("ASC", ">=") : ("DESC", "<=");
        var filter = new SqlFilter();
        filter.Add("project_row = {0}", projectRow);
        filter.AddIf(cursorRow, $"id {comparison} {{0}}");
        var most = filter.Parameter((long)limit + 1);
        return store.Rows($"SELECT {Columns} FROM sessions {filter.Where} ORDER BY id {direction} LIMIT {most}", Read, filter.Values);
    }

    public static StoredSession? Find(StoreConnection store, long row) =>
        store.Rows($"SELECT {Columns} FROM sessions WHERE id = $1", Read, row).FirstOrDefault();

    public static StoredSession? Find(StoreConnection store, string sessionId) =>
        store.Rows($"SELECT {Columns} FROM sessions WHERE session_id = $1", Read, sessionId).FirstOrDefault();

    private static StoredSession Read(SqliteDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetString(1),
        reader.GetInt64(2),
        reader.GetInt64(3),
        reader.GetInt64(4),
        reader.GetInt64(5),
        reader.GetInt64(6));
}
