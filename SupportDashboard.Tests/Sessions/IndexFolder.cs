using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDashboard.Llm;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Columns;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Tests.Sessions;

/// <summary>An index in a folder that dies with it.</summary>
internal sealed class IndexFolder : IDisposable
{
    public const string Project = "support-bot";

    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-").FullName;

    public IndexFolder(LlmPrices? prices = null)
    {
        Prices = prices ?? new("""{ "m": { "prompt": 2, "completion": 8 }, "free": { "prompt": 0, "completion": 0 } }""");
        Database = Open();
        Memory = NewMemory();
    }

    public string Path => System.IO.Path.Combine(_folder, "index.db");

    public IndexDatabase Database { get; private set; }

    public SessionMemory Memory { get; private set; }

    public LlmPrices Prices { get; }

    public SessionQueries Queries => new(Database, Memory, new SessionRows(Prices), TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>As after a crash and a new start.</summary>
    public void Reopen()
    {
        Stop();
        Database = Open();
        Memory = NewMemory();
    }

    public Task<bool> FoldAsync(params IEnumerable<PhoenixSpan> spans) => WriteAsync((connection, project) => IndexWriter.Fold(connection, project, spans));

    /// <summary>As a page of an import: its texts are looked through later.</summary>
    public Task<bool> ImportAsync(params IEnumerable<PhoenixSpan> spans) => WriteAsync((connection, project) => IndexWriter.Import(connection, project, [.. spans.Select(SpanFacts.From)]));

    /// <summary>Looks through the texts that were left for later.</summary>
    public async Task FinishTextsAsync()
    {
        while (await Database.WriteAsync(PendingTexts.Write, Token))
        {
        }
    }

    public Task<bool> AnnotateAsync(params SessionAnnotation[] annotations) => WriteAsync((connection, project) =>
        VerdictTable.Replace(connection, project, [.. annotations.Select(static annotation => annotation.SessionId).Distinct()], annotations));

    /// <summary>Writes in a transaction, with the project's key.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, long, T> write) =>
        Database.WriteAsync(connection => write(connection, IndexWriter.Marks(connection, Project, "UHJvamVjdDox").Key), Token);

    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read) => Database.ReadAsync(read, Token);

    /// <summary>Everything a person could see, without keys, in an order of its own.</summary>
    public Task<string> DumpAsync() => ReadAsync(connection => string.Join('\n', connection.Query<string>(
        """
        SELECT line FROM (
          SELECT json_array('session', session_id, first_message, last_answer, turns, prompt, completion, cached, tokens, failed, documents, started_us, active_us, duration_us,
            gap_us, p50_us, p95_us, category, user_id, up, down, notes, stale, look, hex(latencies)) AS line FROM session s JOIN session_text x ON x.session = s.id
          UNION ALL SELECT json_array('trace', t.trace_id, s.session_id, t.root_span_id, t.user_id, t.start_us, t.end_us, t.failed, t.documents, t.uses, t.category, t.input, t.output)
            FROM trace t LEFT JOIN session s ON s.id = t.session
          UNION ALL SELECT json_array('value', s.session_id, n.kind, n.name) FROM session_value v JOIN session s ON s.id = v.session JOIN value n ON n.id = v.value
          UNION ALL SELECT json_array('model', s.session_id, n.name, m.prompt, m.completion, m.uncounted)
            FROM session_model m JOIN session s ON s.id = m.session LEFT JOIN value n ON n.id = m.model
          UNION ALL SELECT json_array('text', s.session_id, d.trace > 0) FROM said f JOIN doc d ON d.id = f.rowid JOIN session s ON s.id = d.session WHERE said MATCH '"one" OR "two" OR "three"')
        ORDER BY line
        """)));

    public void Dispose()
    {
        Stop();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Other columns of the same index, filled when they are asked first.</summary>
    public SessionMemory NewMemory() => new(Database, Prices, NullLogger<SessionMemory>.Instance, leastSaved: 0);

    // The columns may still be filled in the background.
    private void Stop()
    {
        Memory.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Database.Dispose();
    }

    private IndexDatabase Open() => IndexDatabase.Open(Path, NullLogger<IndexDatabase>.Instance);
}
