using Dapper;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>The words that sessions are filtered by, and which session has which.</summary>
internal static class ValueTable
{
    /// <summary>The key of a value, made on first sight.</summary>
    public static long Key(SqliteConnection connection, long project, string kind, string name) =>
        connection.ExecuteScalar<long?>("SELECT id FROM value WHERE project = @project AND kind = @kind AND name = @name", new { project, kind, name })
        ?? connection.ExecuteScalar<long>("INSERT INTO value (project, kind, name) VALUES (@project, @kind, @name) RETURNING id", new { project, kind, name });

    /// <summary>Gives a session these values in place of those of the same origin: annotations (<paramref name="judged"/>) or spans.</summary>
    public static void Replace(SqliteConnection connection, long project, long session, bool judged, IEnumerable<(string Kind, string Name)> values)
    {
        var before = connection.Query<(long Id, string Kind)>(
                "SELECT v.id, v.kind FROM session_value s JOIN value v ON v.id = s.value WHERE s.session = @session", new { session })
            .Where(value => ValueKinds.IsJudged(value.Kind) == judged).Select(static value => value.Id).ToHashSet();
        foreach (var (kind, name) in values)
        {
            var value = Key(connection, project, kind, name);
            if (!before.Remove(value))
            {
                connection.Execute("INSERT INTO session_value (session, value) VALUES (@session, @value) ON CONFLICT DO NOTHING", new { session, value });
            }
        }

        foreach (var value in before)
        {
            connection.Execute("DELETE FROM session_value WHERE session = @session AND value = @value", new { session, value });
        }
    }

    /// <summary>The names of several sessions' values that come from spans, category left out.</summary>
    public static ILookup<long, (string Kind, string Name)> Of(SqliteConnection connection, IReadOnlyCollection<long> sessions) => connection
        .Query<(long Session, string Kind, string Name)>(
            "SELECT s.session, v.kind, v.name FROM session_value s JOIN value v ON v.id = s.value WHERE s.session IN @sessions ORDER BY v.kind, v.name", new { sessions })
        .Where(static value => value.Kind != SessionValueKinds.Category && !ValueKinds.IsJudged(value.Kind))
        .ToLookup(static value => value.Session, static value => (value.Kind, value.Name));
}
