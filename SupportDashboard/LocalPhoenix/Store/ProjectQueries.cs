using Microsoft.Data.Sqlite;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Reads projects, newest first.</summary>
internal static class ProjectQueries
{
    private const string Columns = "id, name, description";

    /// <summary>One page and one row more, if there is one.</summary>
    public static List<StoredProject> Page(StoreConnection store, long? cursorRow, int limit, string? nameContains)
    {
        var filter = new SqlFilter();
        filter.AddIf(cursorRow, "id <= {0}");
        filter.AddIf(nameContains?.ToLowerInvariant(), "instr(lower(name), {0}) > 0");
        var most = filter.Parameter((long)limit + 1);
        return store.Rows($"SELECT {Columns} FROM projects {filter.Where} ORDER BY id DESC LIMIT {most}", Read, filter.Values);
    }

    public static StoredProject? Find(StoreConnection store, long row) =>
        store.Rows($"SELECT {Columns} FROM projects WHERE id = $1", Read, row).FirstOrDefault();

    public static StoredProject? Find(StoreConnection store, string name) =>
        store.Rows($"SELECT {Columns} FROM projects WHERE name = $1", Read, name).FirstOrDefault();

    private static StoredProject Read(SqliteDataReader reader) => new(reader.GetInt64(0), reader.GetString(1), reader.TextOrNull(2));
}
