namespace SupportDashboard.Bench.Collector;

/// <summary>The part of Phoenix's tables that its insertion of spans touches, with their indexes.</summary>
internal static class PhoenixSchema
{
    public const string Create = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = OFF;
        PRAGMA cache_size = -32000;
        CREATE TABLE project_sessions (id INTEGER PRIMARY KEY, session_id TEXT NOT NULL UNIQUE, start_time INTEGER NOT NULL, end_time INTEGER NOT NULL);
        CREATE INDEX sessions_by_start ON project_sessions (start_time);
        CREATE INDEX sessions_by_end ON project_sessions (end_time);
        CREATE TABLE traces (
            id INTEGER PRIMARY KEY, project_session_rowid INTEGER, trace_id TEXT NOT NULL UNIQUE, start_time INTEGER NOT NULL, end_time INTEGER NOT NULL);
        CREATE INDEX traces_by_session ON traces (project_session_rowid);
        CREATE INDEX traces_by_start ON traces (start_time);
        CREATE TABLE spans (
            id INTEGER PRIMARY KEY, trace_rowid INTEGER NOT NULL, span_id TEXT NOT NULL UNIQUE, parent_id TEXT, name TEXT NOT NULL, span_kind TEXT NOT NULL,
            start_time INTEGER NOT NULL, end_time INTEGER NOT NULL, attributes TEXT NOT NULL, events TEXT NOT NULL, status_code TEXT NOT NULL,
            status_message TEXT NOT NULL, cumulative_error_count INTEGER NOT NULL, cumulative_prompt INTEGER NOT NULL, cumulative_completion INTEGER NOT NULL,
            llm_prompt INTEGER, llm_completion INTEGER);
        CREATE INDEX spans_by_trace ON spans (trace_rowid);
        CREATE INDEX spans_by_parent ON spans (parent_id);
        CREATE INDEX spans_by_start ON spans (start_time);
        """;
}
