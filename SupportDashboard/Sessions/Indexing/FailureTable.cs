using Dapper;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>
/// Where a judge tried last and could not, with the reason. It comes from the ledger of evaluation runs, not from Phoenix; project and session may be
/// indexed only later.
/// </summary>
internal static class FailureTable
{
    private const string Select = """
        SELECT f.session_id AS SessionId, f.evaluator AS Evaluator, f.reason AS Reason FROM judge_failure f
        WHERE f.project = (SELECT name FROM project WHERE id = @project) AND f.session_id IN @sessionIds
        """;

    /// <summary>The evaluators that failed on a session.</summary>
    public static IEnumerable<(string Kind, string Name)> Values(SqliteConnection connection, long project, string sessionId) =>
        Any(connection) ? Of(connection, project, [sessionId])[sessionId].Select(static failure => (ValueKinds.JudgeFailed, SpanNames.Name(failure.Evaluator) ?? "")) : [];

    /// <summary>Evaluators and reasons by session.</summary>
    public static ILookup<string, (string Evaluator, string Reason)> Of(SqliteConnection connection, long project, IReadOnlyCollection<string> sessionIds) => connection
        .Query<(string SessionId, string Evaluator, string Reason)>(Select, new { project, sessionIds })
        .ToLookup(static row => row.SessionId, static row => (row.Evaluator, row.Reason), StringComparer.Ordinal);

    /// <summary>Every failure there is.</summary>
    public static List<JudgeOutcome> All(SqliteConnection connection) =>
        connection.Query<JudgeOutcome>("SELECT project AS Project, session_id AS SessionId, evaluator AS Evaluator, reason AS Failure FROM judge_failure").AsList();

    /// <summary>Takes in how an attempt ended; true when that is news.</summary>
    public static bool Note(SqliteConnection connection, JudgeOutcome outcome)
    {
        var changed = outcome.Failure is null
            ? connection.Execute("DELETE FROM judge_failure WHERE project = @Project AND session_id = @SessionId AND evaluator = @Evaluator", outcome)
            : connection.Execute(
                """
                INSERT INTO judge_failure (project, session_id, evaluator, reason) VALUES (@Project, @SessionId, @Evaluator, @Failure)
                ON CONFLICT (project, session_id, evaluator) DO UPDATE SET reason = excluded.reason WHERE reason <> excluded.reason
                """,
                outcome);
        if (changed == 0)
        {
            return false;
        }

        var session = connection.ExecuteScalar<long?>(
            "SELECT s.id FROM session s JOIN project p ON p.id = s.project WHERE p.name = @Project AND s.session_id = @SessionId", outcome);
        if (session is { } key)
        {
            SessionTable.Judge(connection, key);
        }

        return true;
    }

    // An import asks for every session, and mostly there are none.
    private static bool Any(SqliteConnection connection)
    {
        var any = connection.Prepared("SELECT 1 FROM judge_failure LIMIT 1");
        var found = any.First();
        any.Reset();
        return found;
    }
}
