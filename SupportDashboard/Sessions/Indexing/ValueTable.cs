using Dapper;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>The words that sessions are filtered by, and which session has which.</summary>
internal static class ValueTable
{
    private const string SelectKey = "SELECT id FROM value WHERE project = ?1 AND kind = ?2 AND name = ?3";
    private const string InsertKey = "INSERT INTO value (project, kind, name) VALUES (?1, ?2, ?3) RETURNING id";
    private const string SelectOf = "SELECT v.id, v.kind FROM session_value s JOIN value v ON v.id = s.value WHERE s.session = ?1";
    private const string Insert = "INSERT INTO session_value (session, value) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    private const string Delete = "DELETE FROM session_value WHERE session = ?1 AND value = ?2";

    /// <summary>The key of a value, made on first sight.</summary>
    public static long Key(SqliteConnection connection, long project, string kind, string name) =>
        Key(connection, SelectKey, project, kind, name) ?? Key(connection, InsertKey, project, kind, name)
        ?? throw new InvalidOperationException("A value that was just written has no key.");

    /// <summary>Gives a session these values in place of those of the same origin: annotations (<paramref name="judged"/>) or spans.</summary>
    public static void Replace(SqliteConnection connection, long project, long session, bool judged, IEnumerable<(string Kind, string Name)> values)
    {
        var before = Of(connection, session, judged);
        foreach (var (kind, name) in values)
        {
            var value = Key(connection, project, kind, name);
            if (!before.Remove(value))
            {
                Run(connection, Insert, session, value);
            }
        }

        foreach (var value in before)
        {
            Run(connection, Delete, session, value);
        }
    }

    /// <summary>The names of several sessions' values that come from spans, category left out.</summary>
    public static ILookup<long, (string Kind, string Name)> Of(SqliteConnection connection, IReadOnlyCollection<long> sessions) => connection
        .Query<(long Session, string Kind, string Name)>(
            "SELECT s.session, v.kind, v.name FROM session_value s JOIN value v ON v.id = s.value WHERE s.session IN @sessions ORDER BY v.kind, v.name", new { sessions })
        .Where(static value => value.Kind != SessionValueKinds.Category && !ValueKinds.IsJudged(value.Kind))
        .ToLookup(static value => value.Session, static value => (value.Kind, value.Name));

    private static long? Key(SqliteConnection connection, string sql, long project, string kind, string name)
    {
        var statement = connection.Prepared(sql);
        statement.Bind(1, project);
        statement.Bind(2, kind);
        statement.Bind(3, name);
        if (!statement.First())
        {
            return null;
        }

        var key = statement.Number(0);
        statement.Reset();
        return key;
    }

    private static HashSet<long> Of(SqliteConnection connection, long session, bool judged)
    {
        var select = connection.Prepared(SelectOf);
        select.Bind(1, session);
        var values = new HashSet<long>();
        while (select.Next())
        {
            if (ValueKinds.IsJudged(select.Text(1)!) == judged)
            {
                values.Add(select.Number(0));
            }
        }

        return values;
    }

    private static void Run(SqliteConnection connection, string sql, long session, long value)
    {
        var statement = connection.Prepared(sql);
        statement.Bind(1, session);
        statement.Bind(2, value);
        statement.Run();
    }
}
