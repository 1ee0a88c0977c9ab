using SupportDashboard.Hosting;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Writes the two rows of a span: the narrow one that filters read, and the one with its texts.</summary>
internal sealed class SpanRows(StoreConnection writer)
{
    private const string UpdateSql = """
        UPDATE spans SET parent_id = ?2, name = ?3, kind = ?4, sent_kind = ?5, start_nanos = ?6, end_nanos = ?7, status = ?8,
            session_attribute = ?9, prompt_tokens = ?10, completion_tokens = ?11 WHERE id = ?1
        """;

    private const string UpdateBodySql = """
        UPDATE span_bodies SET status_message = ?2, attributes = ?3, events = ?4, links = ?5, origin_row = ?6 WHERE id = ?1
        """;

    private readonly TypedStatement _find = writer.Typed("SELECT id, trace_row, start_nanos, end_nanos, status FROM spans WHERE span_id = ?1");

    private readonly TypedStatement _insert = writer.Typed(
        """
        INSERT INTO spans (project_row, trace_row, span_id, parent_id, name, kind, sent_kind, start_nanos, end_nanos, status,
            session_attribute, prompt_tokens, completion_tokens)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) ON CONFLICT (span_id) DO NOTHING
        """);

    private readonly TypedStatement _insertBody = writer.Typed(
        "INSERT INTO span_bodies (id, status_message, attributes, events, links, origin_row) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");

    public KnownSpan? Find(string spanId)
    {
        _find.Bind(1, spanId);
        if (!_find.First())
        {
            return null;
        }

        var completeness = SpanRecord.CompletenessOf(_find.Number(2), _find.Number(3), (StatusCode)_find.Number(4));
        var known = new KnownSpan(_find.Number(0), _find.Number(1), completeness);
        _find.Reset();
        return known;
    }

    /// <summary>Inserts a span into its trace, and so into the project of that: a trace keeps its first project.</summary>
    /// <returns>Its row; <see langword="null"/> when a span of this id is known.</returns>
    public long? TryInsert(RollUp trace, SpanRecord span, long? origin)
    {
        _insert.Bind(1, trace.ProjectRow);
        _insert.Bind(2, trace.Row);
        _insert.Bind(3, span.SpanId);
        BindColumns(_insert, 4, span);
        if (_insert.Run() == 0)
        {
            return null;
        }

        var row = writer.LastRow;
        _insertBody.Bind(1, row);
        BindBody(_insertBody, span, origin);
        _insertBody.Run();
        return row;
    }

    /// <summary>Puts another copy of a span into its rows: the id, the trace and what is attached to the span stay.</summary>
    /// <returns>The origin that the copy before it had.</returns>
    public long? Replace(long row, SpanRecord span, long? origin)
    {
        var before = writer.Value<long?>("SELECT origin_row FROM span_bodies WHERE id = $1", row);
        var update = writer.Typed(UpdateSql);
        update.Bind(1, row);
        BindColumns(update, 2, span);
        update.Run();
        var updateBody = writer.Typed(UpdateBodySql);
        updateBody.Bind(1, row);
        BindBody(updateBody, span, origin);
        updateBody.Run();
        return before;
    }

    private static void BindColumns(TypedStatement statement, int parameter, SpanRecord span)
    {
        statement.Bind(parameter, span.ParentId);
        statement.Bind(parameter + 1, span.Name);
        statement.Bind(parameter + 2, span.Kind);
        statement.Bind(parameter + 3, span.SentKind);
        statement.Bind(parameter + 4, span.StartNanos);
        statement.Bind(parameter + 5, span.EndNanos);
        statement.Bind(parameter + 6, (long)span.Status);
        statement.Bind(parameter + 7, span.SessionAttribute);
        statement.Bind(parameter + 8, span.PromptTokens);
        statement.Bind(parameter + 9, span.CompletionTokens);
    }

    private static void BindBody(TypedStatement statement, SpanRecord span, long? origin)
    {
        statement.Bind(2, span.StatusMessage);
        statement.Bind(3, span.Attributes);
        statement.Bind(4, span.Events);
        statement.Bind(5, span.Links);
        statement.Bind(6, origin);
    }
}
