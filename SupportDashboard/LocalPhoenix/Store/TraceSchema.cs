namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>
/// The tables of traces.db. Row ids are what REST shows in global ids and cursors, so they are never used twice
/// (AUTOINCREMENT). A span's texts lie in a table of their own: filters read only the narrow rows.
/// There are no foreign keys: one writer deletes what belongs together, and inserts stay cheap.
/// </summary>
internal static class TraceSchema
{
    /// <summary>The version this program writes; kept in <c>user_version</c>.</summary>
    public const int Version = 3;

    private const string Create = """
        CREATE TABLE projects (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            description TEXT);
        CREATE TABLE sessions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            project_row INTEGER NOT NULL,
            session_id TEXT NOT NULL UNIQUE,
            start_nanos INTEGER NOT NULL,
            end_nanos INTEGER NOT NULL,
            prompt_tokens INTEGER NOT NULL,
            completion_tokens INTEGER NOT NULL);
        CREATE INDEX sessions_by_project ON sessions (project_row);
        CREATE TABLE traces (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            project_row INTEGER NOT NULL,
            session_row INTEGER,
            trace_id TEXT NOT NULL UNIQUE,
            start_nanos INTEGER NOT NULL,
            end_nanos INTEGER NOT NULL,
            prompt_tokens INTEGER NOT NULL,
            completion_tokens INTEGER NOT NULL);
        CREATE INDEX traces_by_project ON traces (project_row, start_nanos);
        CREATE INDEX traces_by_session ON traces (session_row) WHERE session_row IS NOT NULL;
        CREATE TABLE spans (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            project_row INTEGER NOT NULL,
            trace_row INTEGER NOT NULL,
            span_id TEXT NOT NULL UNIQUE,
            parent_id TEXT,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            sent_kind TEXT,
            start_nanos INTEGER NOT NULL,
            end_nanos INTEGER NOT NULL,
            status INTEGER NOT NULL,
            session_attribute TEXT,
            prompt_tokens INTEGER NOT NULL,
            completion_tokens INTEGER NOT NULL);
        CREATE INDEX spans_by_project ON spans (project_row);
        CREATE INDEX spans_by_trace ON spans (trace_row);
        CREATE INDEX spans_by_session_attribute ON spans (session_attribute) WHERE session_attribute IS NOT NULL;
        CREATE TABLE span_bodies (
            id INTEGER PRIMARY KEY,
            status_message TEXT NOT NULL,
            attributes BLOB NOT NULL,
            events BLOB);
        CREATE TABLE annotations (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            target INTEGER NOT NULL,
            target_row INTEGER NOT NULL,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            identifier TEXT NOT NULL,
            annotator_kind TEXT NOT NULL,
            label TEXT,
            score REAL,
            explanation TEXT,
            metadata BLOB NOT NULL,
            created_nanos INTEGER NOT NULL,
            updated_nanos INTEGER NOT NULL,
            UNIQUE (target, target_row, position, name, identifier));
        CREATE INDEX annotations_by_identifier ON annotations (identifier) WHERE identifier <> '';
        CREATE TABLE pending_annotations (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            target INTEGER NOT NULL,
            target_id TEXT NOT NULL,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            identifier TEXT NOT NULL,
            annotator_kind TEXT NOT NULL,
            label TEXT,
            score REAL,
            explanation TEXT,
            metadata BLOB NOT NULL,
            received_nanos INTEGER NOT NULL,
            UNIQUE (target, target_id, position, name, identifier));
        CREATE TABLE annotation_configs (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            type TEXT NOT NULL,
            body BLOB NOT NULL);
        INSERT INTO projects (name, description) VALUES ('default', 'Default project');
        INSERT INTO annotation_configs (name, type, body) VALUES ('user_feedback', 'CATEGORICAL',
            CAST('{"description":"User feedback labels for traces.","optimization_direction":"MAXIMIZE","values":[{"label":"positive","score":1.0},{"label":"negative","score":0.0}]}' AS BLOB));
        """;

    // An origin is found by its hash when spans come in, and by its spans when they go.
    private const string AddOriginsAndLinks = """
        CREATE TABLE origins (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            hash BLOB NOT NULL UNIQUE,
            resource BLOB NOT NULL,
            scope_name TEXT NOT NULL,
            scope_version TEXT NOT NULL);
        ALTER TABLE span_bodies ADD COLUMN links BLOB;
        ALTER TABLE span_bodies ADD COLUMN origin_row INTEGER;
        CREATE INDEX span_bodies_by_origin ON span_bodies (origin_row) WHERE origin_row IS NOT NULL;
        """;

    private const string AddConfigAssignments = """
        CREATE TABLE project_annotation_configs (
            project_row INTEGER NOT NULL,
            config_row INTEGER NOT NULL,
            PRIMARY KEY (project_row, config_row)) WITHOUT ROWID;
        CREATE INDEX project_annotation_configs_by_config ON project_annotation_configs (config_row);
        """;

    // The step at each index leads from that version to the next; an empty file goes through all of them.
    private static readonly string[] Steps = [Create, AddOriginsAndLinks, AddConfigAssignments];

    /// <summary>Brings the file to this version in one transaction, after a backup, or makes the tables of an empty one.</summary>
    /// <exception cref="TraceStoreException">A newer program wrote it, or there is no room for the backup.</exception>
    public static void Apply(StoreConnection connection, string path)
    {
        var found = connection.Value<long>("PRAGMA user_version");
        if (found > Version)
        {
            throw new TraceStoreException(
                $"{path} was written by a newer SupportDashboard (its schema is {found}, this program knows {Version}). Start the newer one, or use another data folder.");
        }

        if (found is > 0 and < Version)
        {
            StoreBackup.Write(connection, path, found);
        }

        // What ends in the middle is rolled back when the caller closes the connection, or by the next start.
        if (found < Version)
        {
            connection.Run($"BEGIN IMMEDIATE; {string.Concat(Steps[(int)found..])} PRAGMA user_version = {Version}; COMMIT;");
        }
    }
}
