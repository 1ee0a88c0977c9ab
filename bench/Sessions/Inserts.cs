using Microsoft.Data.Sqlite;

namespace SupportDashboard.Bench.Sessions;

/// <summary>One prepared statement for each table of the index that is filled.</summary>
internal sealed class Inserts(SqliteConnection connection) : IDisposable
{
    public Insert Trace { get; } = new(connection, "trace (id, project, trace_id, session, root_span_id, start_us, end_us, failed, documents, category, uses, characters, input, output)");

    public Insert Session { get; } = new(
        connection,
        "session (id, project, session_id, turns, prompt, completion, tokens, failed, documents, started_us, active_us, duration_us, gap_us, p50_us, p95_us, up, down, stale, look, annotated_us, category, user_id, latencies)");

    public Insert Text { get; } = new(connection, "session_text (session, first_message, last_answer)");

    public Insert Value { get; } = new(connection, "value (id, project, kind, name)");

    public Insert SessionValue { get; } = new(connection, "session_value (session, value)");

    public Insert Model { get; } = new(connection, "session_model (session, model, prompt, completion, uncounted)");

    public Insert Verdict { get; } = new(connection, "verdict (project, session_id, name, label, explanation, metadata)", ", identifier, kind, updated_us, row", ", 'support-dashboard', 'LLM', 1, 1");

    public Insert Doc { get; } = new(connection, "doc (id, session)", ", trace", ", 0");

    public Insert Said { get; } = new(connection, "said (rowid, text)");

    public void Dispose()
    {
        foreach (var insert in (Insert[])[Trace, Session, Text, Value, SessionValue, Model, Verdict, Doc, Said])
        {
            insert.Dispose();
        }
    }
}
