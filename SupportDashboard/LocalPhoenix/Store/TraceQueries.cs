using Microsoft.Data.Sqlite;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Reads traces.</summary>
internal static class TraceQueries
{
    private const string Columns = "id, trace_id, project_row, session_row, start_nanos, end_nanos, prompt_tokens, completion_tokens";

    /// <summary>One page and one row more, if there is one. Paging follows the sort key, so nothing is skipped however traces arrived.</summary>
    public static List<StoredTrace> Page(StoreConnection store, TraceQuery query)
    {
        var key = query.ByLatency ? "(end_nanos - start_nanos)" : "start_nanos";
        var (direction, comparison) = query.Ascending ? ("ASC", ">=") : ("DESC", "<=");
        var filter = new SqlFilter();
        filter.Add(query.SessionRows is null ? "project_row = {0}" : "+project_row = {0}", query.ProjectRow);
        filter.AddIf(query.FromNanos, "start_nanos >= {0}");
        filter.AddIf(query.BeforeNanos, "start_nanos < {0}");
        filter.AddOneOf(query.SessionRows, "session_row IN ({0})");
        if (query.Cursor is { } cursor)
        {
            filter.Add($"({key}, id) {comparison} ({filter.Parameter(cursor.Key)}, {filter.Parameter(cursor.Row)})");
        }

        var limit = filter.Parameter((long)query.Limit + 1);
        return store.Rows($"SELECT {Columns} FROM traces {filter.Where} ORDER BY {key} {direction}, id {direction} LIMIT {limit}", Read, filter.Values);
    }

    /// <summary>The traces of some sessions by start time, over all projects.</summary>
    public static ILookup<long, StoredTrace> OfSessions(StoreConnection store, IReadOnlyList<long> sessionRows)
    {
        var filter = new SqlFilter();
        filter.AddOneOf(sessionRows, "session_row IN ({0})");
        return store.Rows($"SELECT {Columns} FROM traces {filter.Where} ORDER BY start_nanos, id", Read, filter.Values)
            .ToLookup(static trace => trace.SessionRow ?? 0);
    }

    /// <summary>The spans of some traces by start time, without their texts.</summary>
    public static ILookup<long, TraceSpan> Spans(StoreConnection store, IReadOnlyList<long> traceRows)
    {
        const string SpanColumns = "trace_row, id, span_id, parent_id, name, kind, status, start_nanos, end_nanos";
        var filter = new SqlFilter();
        filter.AddOneOf(traceRows, "trace_row IN ({0})");
        return store.Rows($"SELECT {SpanColumns} FROM spans {filter.Where} ORDER BY start_nanos, id", ReadSpan, filter.Values)
            .ToLookup(static span => span.TraceRow);
    }

    public static long? FindRow(StoreConnection store, string traceId) => store.Value<long?>("SELECT id FROM traces WHERE trace_id = $1", traceId);

    public static bool Exists(StoreConnection store, long row) => store.Value<long>("SELECT EXISTS (SELECT 1 FROM traces WHERE id = $1)", row) == 1;

    private static StoredTrace Read(SqliteDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetString(1),
        reader.GetInt64(2),
        reader.IsDBNull(3) ? null : reader.GetInt64(3),
        reader.GetInt64(4),
        reader.GetInt64(5),
        reader.GetInt64(6),
        reader.GetInt64(7));

    private static TraceSpan ReadSpan(SqliteDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetInt64(1),
        reader.GetString(2),
        reader.TextOrNull(3),
        reader.GetString(4),
        reader.GetString(5),
        (StatusCode)reader.GetInt64(6),
        reader.GetInt64(7),
        reader.GetInt64(8));
}
