using Microsoft.Data.Sqlite;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Reads spans, newest insert first.</summary>
internal static class SpanQueries
{
    private const string Columns = """
        s.id, t.trace_id, s.span_id, s.parent_id, s.name, coalesce(s.sent_kind, s.kind), s.start_nanos, s.end_nanos, s.status,
        b.status_message, b.attributes, b.events, b.links, o.resource, o.scope_name, o.scope_version
        """;

    private const string Tables =
        "spans s JOIN traces t ON t.id = s.trace_row JOIN span_bodies b ON b.id = s.id LEFT JOIN origins o ON o.id = b.origin_row";

    /// <summary>One page and one row more, if there is one: where the next page starts.</summary>
    public static List<StoredSpan> Page(StoreConnection store, SpanQuery query)
    {
        var filter = new SqlFilter();
        AddColumns(filter, query);
        foreach (var attribute in query.Attributes)
        {
            AddAttribute(filter, attribute);
        }

        // The plus sign keeps SQLite from walking through the whole project when a narrower index is at hand.
        var isNarrow = query.TraceIds is not null || query.SpanIds is not null || query.Attributes.Any(IsSessionText);
        filter.Add(isNarrow ? "+s.project_row = {0}" : "s.project_row = {0}", query.ProjectRow);
        var limit = filter.Parameter((long)query.Limit + 1);
        return store.Rows(
            $"SELECT {Columns} FROM {Tables} {filter.Where} ORDER BY s.id DESC LIMIT {limit}",
            Read,
            filter.Values);
    }

    /// <summary>The row of a span id.</summary>
    public static long? FindRow(StoreConnection store, string spanId) => store.Value<long?>("SELECT id FROM spans WHERE span_id = $1", spanId);

    public static bool Exists(StoreConnection store, long row) => store.Value<long>("SELECT EXISTS (SELECT 1 FROM spans WHERE id = $1)", row) == 1;

    private static void AddColumns(SqlFilter filter, SpanQuery query)
    {
        filter.AddIf(query.CursorRow, "s.id <= {0}");
        filter.AddIf(query.FromNanos, "s.start_nanos >= {0}");
        filter.AddIf(query.BeforeNanos, "s.start_nanos < {0}");
        AddTraces(filter, query.TraceIds);
        filter.AddOneOf(query.SpanIds, "s.span_id IN ({0})");
        filter.AddOneOf(query.Names, "s.name IN ({0})");
        filter.AddOneOf(query.Kinds, "s.kind IN ({0})");
        filter.AddOneOf(query.Statuses?.Select(static status => (int)status).ToList(), "s.status IN ({0})");
        if (query.RootsOnly)
        {
            filter.Add("s.parent_id IS NULL");
        }
        else if (query.ParentId is not null)
        {
            filter.Add("s.parent_id = {0}", query.ParentId);
        }
    }

    /// <summary>One trace alone is walked in the order of its rows; of several all spans must be sorted for each page.</summary>
    private static void AddTraces(SqlFilter filter, IReadOnlyList<string>? traceIds)
    {
        if (traceIds is [var single])
        {
            filter.Add("s.trace_row = (SELECT id FROM traces WHERE trace_id = {0})", single);
        }
        else
        {
            filter.AddOneOf(traceIds, "s.trace_row IN (SELECT id FROM traces WHERE trace_id IN ({0}))");
        }
    }

    private static void AddAttribute(SqlFilter filter, AttributeMatch match)
    {
        const string Text = "CAST(b.attributes AS TEXT)";
        if (IsSessionText(match))
        {
            filter.Add("s.session_attribute = {0}", match.Value);
        }

        var path = filter.Parameter(JsonPath.Of(match.Key));
        switch (match.Value)
        {
            case bool flag:
                filter.Add($"json_type({Text}, {path}) = {{0}}", flag ? "true" : "false");
                break;
            case string:
                filter.Add($"json_type({Text}, {path}) = 'text' AND json_extract({Text}, {path}) = {{0}}", match.Value);
                break;
            default:
                filter.Add($"json_type({Text}, {path}) IN ('integer', 'real') AND json_extract({Text}, {path}) = {{0}}", match.Value);
                break;
        }
    }

    private static bool IsSessionText(AttributeMatch match) => match is { Key: "session.id", Value: string };

    private static StoredSpan Read(SqliteDataReader reader) => new()
    {
        Row = reader.GetInt64(0),
        TraceId = reader.GetString(1),
        SpanId = reader.GetString(2),
        ParentId = reader.TextOrNull(3),
        Name = reader.GetString(4),
        SentKind = reader.GetString(5),
        StartNanos = reader.GetInt64(6),
        EndNanos = reader.GetInt64(7),
        Status = (StatusCode)reader.GetInt64(8),
        StatusMessage = reader.GetString(9),
        Attributes = reader.GetFieldValue<byte[]>(10),
        Events = reader.BytesOrNull(11),
        Links = reader.BytesOrNull(12),
        Origin = reader.BytesOrNull(13) is { } resource ? new(resource, reader.GetString(14), reader.GetString(15)) : null,
    };
}
