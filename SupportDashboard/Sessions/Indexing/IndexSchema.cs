namespace SupportDashboard.Sessions.Indexing;

/// <summary>
/// The tables of index.db. Another <see cref="Version"/> means: delete the file and read everything again from Phoenix, so there are no migrations.
/// Instants are microseconds since 1970 in UTC.
/// </summary>
internal static class IndexSchema
{
    /// <summary>Raise it with every change of <see cref="Sql"/> or of what is computed into it.</summary>
    public const int Version = 7;

    public const string Sql = """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

        CREATE TABLE project (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, phoenix_id TEXT NOT NULL, head INTEGER NOT NULL, spans INTEGER NOT NULL DEFAULT 0);

        -- Ranges of Phoenix's rows that are still to be read: from the cursor down to lower.
        CREATE TABLE gap (id INTEGER PRIMARY KEY, project INTEGER NOT NULL, cursor TEXT NOT NULL, upper INTEGER NOT NULL, lower INTEGER NOT NULL);

        -- The spans of turns, packed: see SpanPacking, and StoredSpans about ids.
        CREATE TABLE spans (id INTEGER PRIMARY KEY, facts BLOB NOT NULL);

        -- A turn. The long texts stand last: sums over a session's turns need not read them.
        CREATE TABLE trace (
          id INTEGER PRIMARY KEY, project INTEGER NOT NULL, trace_id TEXT NOT NULL, session INTEGER, root_span_id TEXT, user_id TEXT,
          start_us INTEGER NOT NULL, end_us INTEGER NOT NULL, failed INTEGER NOT NULL, documents INTEGER NOT NULL, category TEXT,
          uses TEXT, characters INTEGER NOT NULL, input TEXT, output TEXT);
        CREATE UNIQUE INDEX trace_key ON trace (project, trace_id);
        CREATE INDEX trace_session ON trace (session, start_us, trace_id);

        -- For the comparison with Phoenix, window by window.
        CREATE INDEX trace_start ON trace (project, start_us);

        -- Every three letters of what customers and agents said; rowid is doc.id.
        CREATE VIRTUAL TABLE said USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'trigram');

        -- What a row of said holds: all turns of a session (trace 0), or one turn of a session with much text. See TextTable about ids.
        CREATE TABLE doc (id INTEGER PRIMARY KEY, session INTEGER NOT NULL, trace INTEGER NOT NULL);
        CREATE UNIQUE INDEX doc_session ON doc (session, trace);

        -- Sessions that said does not have as they are now, with the turns whose text changed (0: one that was lost); emptied after an import.
        CREATE TABLE unsaid (session INTEGER NOT NULL, trace INTEGER NOT NULL, PRIMARY KEY (session, trace)) WITHOUT ROWID;

        -- Narrow, because all of it is read at every start.
        CREATE TABLE session (
          id INTEGER PRIMARY KEY, project INTEGER NOT NULL, session_id TEXT NOT NULL,
          turns INTEGER NOT NULL DEFAULT 0, prompt INTEGER NOT NULL DEFAULT 0, completion INTEGER NOT NULL DEFAULT 0, cached INTEGER NOT NULL DEFAULT 0,
          tokens INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0, documents INTEGER NOT NULL DEFAULT 0,
          started_us INTEGER NOT NULL DEFAULT 0, active_us INTEGER NOT NULL DEFAULT 0, duration_us INTEGER NOT NULL DEFAULT 0,
          gap_us INTEGER NOT NULL DEFAULT 0, p50_us INTEGER NOT NULL DEFAULT 0, p95_us INTEGER NOT NULL DEFAULT 0,
          up INTEGER NOT NULL DEFAULT 0, down INTEGER NOT NULL DEFAULT 0, notes INTEGER NOT NULL DEFAULT 0, stale INTEGER NOT NULL DEFAULT 0,
          look INTEGER NOT NULL DEFAULT 0, annotated_us INTEGER NOT NULL DEFAULT 0, category TEXT, user_id TEXT, latencies BLOB);
        CREATE UNIQUE INDEX session_key ON session (project, session_id);
        CREATE INDEX session_active ON session (project, active_us, session_id);
        CREATE INDEX session_annotated ON session (project, annotated_us);

        -- Sessions that changed since the columns in memory were written to a file beside the index, see ColumnsFile; without that file it is empty.
        CREATE TABLE changed (session INTEGER PRIMARY KEY);

        CREATE TABLE session_text (session INTEGER PRIMARY KEY, first_message TEXT, last_answer TEXT);

        -- Everything that sessions are filtered by and that is a word: tools, errors, labels of verdicts, … See ValueKinds. Keys are never given out again.
        CREATE TABLE value (id INTEGER PRIMARY KEY AUTOINCREMENT, project INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (project, kind, name));
        CREATE TABLE session_value (session INTEGER NOT NULL, value INTEGER NOT NULL, PRIMARY KEY (session, value)) WITHOUT ROWID;

        -- Tokens per model (a value, or 0 where the sender named none), so that new prices need no new import. uncounted: answers without token counts.
        CREATE TABLE session_model (
          session INTEGER NOT NULL, model INTEGER NOT NULL, prompt INTEGER NOT NULL, completion INTEGER NOT NULL, uncounted INTEGER NOT NULL,
          PRIMARY KEY (session, model)) WITHOUT ROWID;

        -- Annotations as Phoenix has them, of notes only that they are there; the session may not be indexed yet.
        CREATE TABLE verdict (
          project INTEGER NOT NULL, session_id TEXT NOT NULL, name TEXT NOT NULL, identifier TEXT NOT NULL, kind TEXT NOT NULL,
          label TEXT, score REAL, explanation TEXT, metadata TEXT, updated_us INTEGER NOT NULL, row INTEGER NOT NULL,
          PRIMARY KEY (project, session_id, name, identifier)) WITHOUT ROWID;

        CREATE TABLE feedback (
          project INTEGER NOT NULL, session_id TEXT NOT NULL, span_id TEXT NOT NULL, identifier TEXT NOT NULL, up INTEGER NOT NULL,
          PRIMARY KEY (project, session_id, span_id, identifier)) WITHOUT ROWID;

        -- By the project's name: it comes from the ledger, perhaps before the project is known here.
        CREATE TABLE judge_failure (
          project TEXT NOT NULL, session_id TEXT NOT NULL, evaluator TEXT NOT NULL, reason TEXT NOT NULL,
          PRIMARY KEY (project, session_id, evaluator)) WITHOUT ROWID;
        """;
}
