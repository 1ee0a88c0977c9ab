using Microsoft.Data.Sqlite;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Reads and writes annotation configs: what an annotation editor offers to choose from.</summary>
internal static class AnnotationConfigs
{
    private const string Columns = "id, name, type, body";

    /// <summary>One page, newest first, and one row more, if there is one; of all configs or of those that a project offers.</summary>
    public static List<StoredAnnotationConfig> Page(StoreConnection store, long? cursorRow, int limit, long? projectRow = null)
    {
        var filter = new SqlFilter();
        filter.AddIf(cursorRow, "id <= {0}");
        filter.AddIf(projectRow, "id IN (SELECT config_row FROM project_annotation_configs WHERE project_row = {0})");
        var most = filter.Parameter((long)limit + 1);
        return store.Rows($"SELECT {Columns} FROM annotation_configs {filter.Where} ORDER BY id DESC LIMIT {most}", Read, filter.Values);
    }

    public static StoredAnnotationConfig? Find(StoreConnection store, long row) =>
        store.Rows($"SELECT {Columns} FROM annotation_configs WHERE id = $1", Read, row).FirstOrDefault();

    public static StoredAnnotationConfig? Find(StoreConnection store, string name) =>
        store.Rows($"SELECT {Columns} FROM annotation_configs WHERE name = $1", Read, name).FirstOrDefault();

    /// <summary>Creates a config whose name is free.</summary>
    public static StoredAnnotationConfig Create(StoreConnection writer, StoredAnnotationConfig config)
    {
        writer.Run("INSERT INTO annotation_configs (name, type, body) VALUES ($1, $2, $3)", config.Name, config.Type, config.Body);
        return config with { Row = writer.LastRow };
    }

    public static int Update(StoreConnection writer, StoredAnnotationConfig config) => writer.Run(
        "UPDATE annotation_configs SET name = $2, type = $3, body = $4 WHERE id = $1", config.Row, config.Name, config.Type, config.Body);

    /// <summary>Deletes a config; no project offers it any more.</summary>
    public static void Delete(StoreConnection writer, long row)
    {
        writer.Run("DELETE FROM project_annotation_configs WHERE config_row = $1", row);
        writer.Run("DELETE FROM annotation_configs WHERE id = $1", row);
    }

    private static StoredAnnotationConfig Read(SqliteDataReader reader) =>
        new(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<byte[]>(3));
}
