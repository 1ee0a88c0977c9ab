using Dapper;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>The spans of the index.</summary>
internal static class SpanTable
{
    private const string Columns =
        "trace_id, span_id, parent_id, row, session_id, user_id, kind, start_us, end_us, failed, prompt, completion, category, input, output, input_is_json, output_is_json";

    /// <summary>Adds the spans that are not there yet (as in Phoenix, the first write wins) and returns the ids of their traces.</summary>
    public static HashSet<string> Insert(SqliteConnection connection, long project, IEnumerable<SpanFacts> spans)
    {
        var touched = new HashSet<string>(StringComparer.Ordinal);
        using var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO span (project, {Columns}) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17) ON CONFLICT DO NOTHING";
        for (var parameter = 0; parameter < 18; parameter++)
        {
            command.Parameters.Add(new SqliteParameter($"@p{parameter}", DBNull.Value));
        }

        foreach (var span in spans)
        {
            object?[] values =
            [
                project, span.TraceId, span.SpanId, span.ParentId, span.Row, span.SessionId, span.UserId, span.Kind, span.StartUs, span.EndUs, span.Failed,
                span.PromptTokens, span.CompletionTokens, span.Category, span.Input, span.Output, span.InputIsJson, span.OutputIsJson,
            ];
            for (var parameter = 0; parameter < values.Length; parameter++)
            {
                command.Parameters[parameter].Value = values[parameter] ?? DBNull.Value;
            }

            if (command.ExecuteNonQuery() > 0)
            {
                touched.Add(span.TraceId);
            }
        }

        return touched;
    }

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

    /// <summary>Removes the spans of a trace.</summary>
    public static void Delete(SqliteConnection connection, long project, string traceId) =>
        connection.Execute("DELETE FROM span WHERE project = @project AND trace_id = @traceId", new { project, traceId });

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
        Category = Text(reader, 12),
        Input = Text(reader, 13),
        Output = Text(reader, 14),
        InputIsJson = reader.GetBoolean(15),
        OutputIsJson = reader.GetBoolean(16),
    };

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
