using Microsoft.Data.Sqlite;

namespace SupportDashboard.Bench.Collector;

/// <summary>The statements that Phoenix runs for one span, prepared once.</summary>
internal sealed class PhoenixStatements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    /// <summary>
    /// Savepoint; find the trace; find and widen or add the session; widen or add the trace; sum what children that came
    /// earlier have counted; insert unless known; add to all ancestors; release.
    /// </summary>
    public void Store(PhoenixSpanRow span)
    {
        Run("SAVEPOINT span");
        var known = Value("SELECT id FROM traces WHERE trace_id = $1", span.TraceId);
        var trace = StoreTrace(known, StoreSession(span), span);
        var (errors, prompt, completion) = SumChildren(span);
        InsertSpan(trace, span, errors, prompt + span.Tokens, completion + span.Tokens);
        if (span.ParentId is { } parent)
        {
            Run(
                """
                WITH RECURSIVE ancestors (id, parent_id) AS (
                    SELECT id, parent_id FROM spans WHERE span_id = $1
                    UNION ALL SELECT s.id, s.parent_id FROM spans s JOIN ancestors a ON s.span_id = a.parent_id)
                UPDATE spans SET cumulative_error_count = cumulative_error_count + $2, cumulative_prompt = cumulative_prompt + $3,
                    cumulative_completion = cumulative_completion + $4 WHERE id IN (SELECT id FROM ancestors)
                """,
                parent, errors, prompt + span.Tokens, completion + span.Tokens);
        }

        Run("RELEASE span");
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }
    }

    private long StoreSession(PhoenixSpanRow span)
    {
        if (Value("SELECT id FROM project_sessions WHERE session_id = $1", span.SessionId) is { } known)
        {
            Run("UPDATE project_sessions SET start_time = min(start_time, $2), end_time = max(end_time, $3) WHERE id = $1", known, span.Start, span.End);
            return known;
        }

        return Value("INSERT INTO project_sessions (session_id, start_time, end_time) VALUES ($1, $2, $3) RETURNING id", span.SessionId, span.Start, span.End)!.Value;
    }

    private long StoreTrace(long? known, long session, PhoenixSpanRow span)
    {
        if (known is { } row)
        {
            Run("UPDATE traces SET start_time = min(start_time, $2), end_time = max(end_time, $3) WHERE id = $1", row, span.Start, span.End);
            return row;
        }

        return Value(
            "INSERT INTO traces (project_session_rowid, trace_id, start_time, end_time) VALUES ($1, $2, $3, $4) RETURNING id", session, span.TraceId, span.Start, span.End)!.Value;
    }

    private (long Errors, long Prompt, long Completion) SumChildren(PhoenixSpanRow span)
    {
        var command = Bind("SELECT sum(cumulative_error_count), sum(cumulative_prompt), sum(cumulative_completion) FROM spans WHERE parent_id = $1", [span.SpanId]);
        using var reader = command.ExecuteReader();
        return reader.Read() && !reader.IsDBNull(0) ? (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2)) : default;
    }

    private void InsertSpan(long trace, PhoenixSpanRow span, long errors, long prompt, long completion) => Value(
        """
        INSERT INTO spans (trace_rowid, span_id, parent_id, name, span_kind, start_time, end_time, attributes, events, status_code, status_message,
            cumulative_error_count, cumulative_prompt, cumulative_completion, llm_prompt, llm_completion)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '[]', 'OK', '', $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING RETURNING id
        """,
        trace, span.SpanId, span.ParentId, span.Name, span.Kind, span.Start, span.End, span.Attributes, errors, prompt, completion, span.Tokens, span.Tokens);

    private void Run(string sql, params object?[] values) => Bind(sql, values).ExecuteNonQuery();

    private long? Value(string sql, params object?[] values) => Bind(sql, values).ExecuteScalar() as long?;

    private SqliteCommand Bind(string sql, object?[] values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var index = 1; index <= values.Length; index++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = FormattableString.Invariant($"${index}") });
            }

            _prepared[sql] = command;
        }

        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }

        return command;
    }
}
