namespace SupportDashboard.Sessions.Indexing;

/// <summary>
/// The tables of index.db. Another <see cref="Version"/> means: delete the file and read everything again from Phoenix, so there are no migrations.
/// Instants are microseconds since 1970 in UTC.
/// </summary>
internal static class IndexSchema
{
    /// <summary>Raise it with every change of <see cref="Sql"/> or of what is computed into it.</summary>
    public const int Version = 2;

    public const string Sql = """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

        CREATE TABLE project (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, phoenix_id TEXT NOT NULL, head INTEGER NOT NULL, spans INTEGER NOT NULL DEFAULT 0);

        -- Ranges of Phoenix's rows that are still to be read: from the cursor down to lower.
        CREATE TABLE gap (id INTEGER PRIMARY KEY, project INTEGER NOT NULL, cursor TEXT NOT NULL, upper INTEGER NOT NULL, lower INTEGER NOT NULL);

        CREATE TABLE span (
          id INTEGER PRIMARY KEY, project INTEGER NOT NULL, trace_id TEXT NOT NULL, span_id TEXT NOT NULL, parent_id TEXT, row INTEGER NOT NULL,
          session_id TEXT, user_id TEXT, kind TEXT NOT NULL, start_us INTEGER NOT NULL, end_us INTEGER NOT NULL, failed INTEGER NOT NULL,
          prompt INTEGER NOT NULL, completion INTEGER NOT NULL, category TEXT, input TEXT, output TEXT, input_is_json INTEGER NOT NULL, output_is_json INTEGER NOT NULL);
        CREATE UNIQUE INDEX span_key ON span (project, trace_id, span_id);

        CREATE TABLE trace (
          id INTEGER PRIMARY KEY, project INTEGER NOT NULL, trace_id TEXT NOT NULL, session INTEGER, root_span_id TEXT, user_id TEXT,
          start_us INTEGER NOT NULL, end_us INTEGER NOT NULL, failed INTEGER NOT NULL, prompt INTEGER NOT NULL, completion INTEGER NOT NULL,
          category TEXT, input TEXT, output TEXT);
        CREATE UNIQUE INDEX trace_key ON trace (project, trace_id);
        CREATE INDEX trace_session ON trace (session, start_us, trace_id);

        -- For the comparison with Phoenix, window by window.
        CREATE INDEX trace_start ON trace (project, start_us);

        -- Every three letters of what customers and agents said; rowid is trace.id.
        CREATE VIRTUAL TABLE trace_text USING fts5 (input, output, content = '', contentless_delete = 1, tokenize = 'trigram');

        CREATE TABLE session (
          id INTEGER PRIMARY KEY, project INTEGER NOT NULL, session_id TEXT NOT NULL, first_message TEXT, last_answer TEXT,
          turns INTEGER NOT NULL DEFAULT 0, prompt INTEGER NOT NULL DEFAULT 0, completion INTEGER NOT NULL DEFAULT 0, tokens INTEGER NOT NULL DEFAULT 0,
          failed INTEGER NOT NULL DEFAULT 0, started_us INTEGER NOT NULL DEFAULT 0, active_us INTEGER NOT NULL DEFAULT 0, duration_us INTEGER NOT NULL DEFAULT 0,
          category TEXT, user_id TEXT, up INTEGER NOT NULL DEFAULT 0, down INTEGER NOT NULL DEFAULT 0, stale INTEGER NOT NULL DEFAULT 0,
          look INTEGER NOT NULL DEFAULT 0, annotated_us INTEGER NOT NULL DEFAULT 0);
        CREATE UNIQUE INDEX session_key ON session (project, session_id);
        CREATE INDEX session_active ON session (project, active_us, session_id);
        CREATE INDEX session_look ON session (project, look, active_us, session_id);
        CREATE INDEX session_started ON session (project, started_us, active_us, session_id);
        CREATE INDEX session_turns ON session (project, turns, active_us, session_id);
        CREATE INDEX session_tokens ON session (project, tokens, active_us, session_id);
        CREATE INDEX session_failed ON session (project, failed, active_us, session_id);
        CREATE INDEX session_duration ON session (project, duration_us, active_us, session_id);
        CREATE INDEX session_annotated ON session (project, annotated_us);

        -- Annotations as Phoenix has them, without notes; the session may not be indexed yet.
        CREATE TABLE verdict (
          project INTEGER NOT NULL, session_id TEXT NOT NULL, name TEXT NOT NULL, identifier TEXT NOT NULL, kind TEXT NOT NULL,
          label TEXT, score REAL, explanation TEXT, metadata TEXT, updated_us INTEGER NOT NULL, row INTEGER NOT NULL,
          PRIMARY KEY (project, session_id, name, identifier)) WITHOUT ROWID;

        -- Per session and evaluator the verdict that counts.
        CREATE TABLE standing (session INTEGER NOT NULL, name TEXT NOT NULL, label TEXT NOT NULL, stale INTEGER NOT NULL, PRIMARY KEY (session, name)) WITHOUT ROWID;
        CREATE INDEX standing_label ON standing (name, label, session);

        CREATE TABLE feedback (
          project INTEGER NOT NULL, session_id TEXT NOT NULL, span_id TEXT NOT NULL, identifier TEXT NOT NULL, up INTEGER NOT NULL,
          PRIMARY KEY (project, session_id, span_id, identifier)) WITHOUT ROWID;
        """;
}
