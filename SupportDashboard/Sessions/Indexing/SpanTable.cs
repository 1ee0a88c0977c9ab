using Dapper;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>The spans of the index.</summary>
internal static class SpanTable
{
    private const string Columns =
        "trace_id, span_id, parent_id, row, session_id, user_id, kind, start_us, end_us, failed, prompt, completion, cached, uncounted, documents, model, tool, error, category, input_is_json, output_is_json, input, output";

    private const int ColumnCount = 23;

    private static readonly string InsertSql =
        $"INSERT INTO span (project, {Columns}) VALUES (@p0, {string.Join(", ", Enumerable.Range(1, ColumnCount).Select(static number => $"@p{number}"))}) ON CONFLICT DO NOTHING";

    // Phoenix's embedded form replaces an incomplete span by a complete one; whatever is read later is what it has now.
    private static readonly string UpdateSql =
        $"UPDATE span SET ({Columns}) = ({Values}) WHERE project = @p0 AND trace_id = @p1 AND span_id = @p2 AND ({Columns}) IS NOT ({Values})";

    private static string Values => string.Join(", ", Enumerable.Range(1, ColumnCount).Select(static number => $"@p{number}"));

    /// <summary>Adds the spans that are not there yet, brings those that Phoenix has otherwise now up to date, and returns the ids of the traces that changed.</summary>
    public static HashSet<string> Write(SqliteConnection connection, long project, IEnumerable<SpanFacts> spans, out int added)
    {
        var touched = new HashSet<string>(StringComparer.Ordinal);
        using var insert = Command(connection, InsertSql);
        using var update = Command(connection, UpdateSql);
        added = 0;
        foreach (var span in spans)
        {
            Bind(insert, project, span);
            if (insert.ExecuteNonQuery() > 0)
            {
                added++;
                touched.Add(span.TraceId);
                continue;
            }

            Bind(update, project, span);
            if (update.ExecuteNonQuery() > 0)
            {
                touched.Add(span.TraceId);
            }
        }

        return touched;
    }

    /// <summary>Removes one span; false when it is not there.</summary>
    public static bool Delete(SqliteConnection connection, long project, string traceId, string spanId) => connection.Execute(
        "DELETE FROM span WHERE project = @project AND trace_id = @traceId AND span_id = @spanId", new { project, traceId, spanId }) > 0;

    /// <summary>Whether a span is there with the same row number.</summary>
    public static bool Contains(SqliteConnection connection, long project, SpanFacts span) => connection.ExecuteScalar<bool>(
        "SELECT EXISTS (SELECT 1 FROM span WHERE project = @project AND trace_id = @TraceId AND span_id = @SpanId AND row = @Row)",
        new { project, span.TraceId, span.SpanId, span.Row });

    /// <summary>All spans of a trace.</summary>
    public static List<SpanFacts> OfTrace(SqliteConnection connection, long project, string traceId)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {Columns} FROM span WHERE project = @project AND trace_id = @traceId";
        command.Parameters.AddWithValue("@project", project);
        command.Parameters.AddWithValue("@traceId", traceId);
        using var reader = command.ExecuteReader();
        var spans = new List<SpanFacts>();
        while (reader.Read())
        {
            spans.Add(Read(reader));
        }

        return spans;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var parameter = 0; parameter <= ColumnCount; parameter++)
        {
            command.Parameters.Add(new SqliteParameter($"@p{parameter}", DBNull.Value));
        }

        return command;
    }

    private static void Bind(SqliteCommand command, long project, SpanFacts span)
    {
        object?[] values =
        [
            project, span.TraceId, span.SpanId, span.ParentId, span.Row, span.SessionId, span.UserId, span.Kind, span.StartUs, span.EndUs, span.Failed,
            span.PromptTokens, span.CompletionTokens, span.CachedTokens, span.Uncounted, span.Documents, span.Model, span.Tool, span.Error, span.Category,
            span.InputIsJson, span.OutputIsJson, span.Input, span.Output,
        ];
        for (var parameter = 0; parameter < values.Length; parameter++)
        {
            command.Parameters[parameter].Value = values[parameter] ?? DBNull.Value;
        }
    }

    private static SpanFacts Read(SqliteDataReader reader) => new()
    {
        TraceId = reader.GetString(0),
        SpanId = reader.GetString(1),
        ParentId = Text(reader, 2),
        Row = reader.GetInt64(3),
        SessionId = Text(reader, 4),
        UserId = Text(reader, 5),
        Kind = reader.GetString(6),
        StartUs = reader.GetInt64(7),
        EndUs = reader.GetInt64(8),
        Failed = reader.GetBoolean(9),
        PromptTokens = reader.GetInt64(10),
        CompletionTokens = reader.GetInt64(11),
        CachedTokens = reader.GetInt64(12),
        Uncounted = reader.GetBoolean(13),
        Documents = reader.GetInt32(14),
        Model = Text(reader, 15),
        Tool = Text(reader, 16),
        Error = Text(reader, 17),
        Category = Text(reader, 18),
        InputIsJson = reader.GetBoolean(19),
        OutputIsJson = reader.GetBoolean(20),
        Input = Text(reader, 21),
        Output = Text(reader, 22),
    };

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
