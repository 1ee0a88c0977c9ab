using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Tests.Sessions;

/// <summary>An index in a folder that dies with it.</summary>
internal sealed class IndexFolder : IDisposable
{
    public const string Project = "support-bot";

    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-").FullName;

    public IndexFolder() => Database = Open();

    public string Path => System.IO.Path.Combine(_folder, "index.db");

    public IndexDatabase Database { get; private set; }

    public SessionQueries Queries => new(Database);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>As after a crash and a new start.</summary>
    public void Reopen()
    {
        Database.Dispose();
        Database = Open();
    }

    public Task<bool> FoldAsync(params IEnumerable<PhoenixSpan> spans) => Database.WriteAsync(
        connection => IndexWriter.Fold(connection, IndexWriter.Marks(connection, Project, "UHJvamVjdDox").Key, spans), Token);

    public Task<bool> AnnotateAsync(params SessionAnnotation[] annotations) => Database.WriteAsync(
        connection => VerdictTable.Replace(
            connection,
            IndexWriter.Marks(connection, Project, "UHJvamVjdDox").Key,
            [.. annotations.Select(static annotation => annotation.SessionId).Distinct()],
            annotations),
        Token);

    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read) => Database.ReadAsync(read, Token);

    /// <summary>Everything a person could see, without keys, in an order of its own.</summary>
    public Task<string> DumpAsync() => ReadAsync(connection => string.Join('\n', connection.Query<string>(
        """
        SELECT line FROM (
          SELECT json_array('session', session_id, first_message, last_answer, turns, prompt, completion, tokens, failed, started_us, active_us, duration_us, category, user_id, up, down, stale, look) AS line FROM session
          UNION ALL SELECT json_array('trace', t.trace_id, s.session_id, t.root_span_id, t.user_id, t.start_us, t.end_us, t.failed, t.prompt, t.completion, t.category, t.input, t.output)
            FROM trace t LEFT JOIN session s ON s.id = t.session
          UNION ALL SELECT json_array('standing', s.session_id, v.name, v.label, v.stale) FROM standing v JOIN session s ON s.id = v.session
          UNION ALL SELECT json_array('text', t.trace_id) FROM trace_text f JOIN trace t ON t.id = f.rowid WHERE trace_text MATCH '"one" OR "two" OR "three"')
        ORDER BY line
        """)));

    public void Dispose()
    {
        Database.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private IndexDatabase Open() => IndexDatabase.Open(Path, NullLogger<IndexDatabase>.Instance);
}
