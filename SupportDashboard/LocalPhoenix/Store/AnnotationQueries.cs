using Microsoft.Data.Sqlite;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Reads annotations, newest first.</summary>
internal static class AnnotationQueries
{
    /// <summary>One page and one row more, if there is one.</summary>
    public static List<StoredAnnotation> Page(StoreConnection store, AnnotationQuery query)
    {
        var (table, column) = Entity(query.Target);
        var filter = new SqlFilter();
        filter.Add("a.target = {0}", (long)query.Target);
        filter.Add("+e.project_row = {0}", query.ProjectRow);
        filter.AddIf(query.CursorRow, "a.id <= {0}");
        filter.AddOneOf(query.TargetIds, $"e.{column} IN ({{0}})");

        // The comparison with the empty text is what lets SQLite use the index, which leaves those out.
        filter.AddOneOf(query.Identifiers, "a.identifier <> '' AND a.identifier IN ({0})");
        filter.AddOneOf(query.IncludedNames, "a.name IN ({0})");
        filter.AddOneOf(query.ExcludedNames, "a.name NOT IN ({0})");
        var limit = filter.Parameter((long)query.Limit + 1);
        return store.Rows(
            $"""
            SELECT a.id, e.{column}, a.name, a.identifier, a.annotator_kind, a.label, a.score, a.explanation, a.metadata, a.created_nanos, a.updated_nanos
            FROM annotations a JOIN {table} e ON e.id = a.target_row {filter.Where} ORDER BY a.id DESC LIMIT {limit}
            """,
            Read,
            filter.Values);
    }

    /// <summary>Whether a project has one of the entities.</summary>
    public static bool AnyTarget(StoreConnection store, AnnotationTarget target, long projectRow, IReadOnlyList<string> ids)
    {
        var (table, column) = Entity(target);
        var filter = new SqlFilter();
        filter.AddOneOf(ids, $"{column} IN ({{0}})");
        filter.Add("+project_row = {0}", projectRow);
        return store.Value<long>($"SELECT EXISTS (SELECT 1 FROM {table} {filter.Where})", filter.Values) == 1;
    }

    private static (string Table, string Column) Entity(AnnotationTarget target) => target switch
    {
        AnnotationTarget.Trace => ("traces", "trace_id"),
        AnnotationTarget.Session => ("sessions", "session_id"),
        _ => ("spans", "span_id"),
    };

    private static StoredAnnotation Read(SqliteDataReader reader) => new()
    {
        Row = reader.GetInt64(0),
        TargetId = reader.GetString(1),
        Name = reader.GetString(2),
        Identifier = reader.GetString(3),
        AnnotatorKind = reader.GetString(4),
        Label = reader.TextOrNull(5),
        Score = reader.IsDBNull(6) ? null : reader.GetDouble(6),
        Explanation = reader.TextOrNull(7),
        Metadata = reader.GetFieldValue<byte[]>(8),
        CreatedNanos = reader.GetInt64(9),
        UpdatedNanos = reader.GetInt64(10),
    };
}
