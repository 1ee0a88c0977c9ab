using Dapper;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>The sessions of the index, computed from their turns, annotations and feedback.</summary>
internal static class SessionTable
{
    private const int PreviewLength = 300;

    private const string Update = """
        UPDATE session SET
          first_message = (SELECT substr(input, 1, @PreviewLength) FROM trace WHERE session = @session AND input IS NOT NULL ORDER BY start_us, trace_id LIMIT 1),
          last_answer = (SELECT substr(output, 1, @PreviewLength) FROM trace WHERE session = @session AND output IS NOT NULL ORDER BY start_us DESC, trace_id DESC LIMIT 1),
          category = (SELECT category FROM trace WHERE session = @session AND category IS NOT NULL ORDER BY start_us, trace_id LIMIT 1),
          user_id = (SELECT user_id FROM trace WHERE session = @session AND user_id IS NOT NULL ORDER BY start_us, trace_id LIMIT 1),
          turns = @Turns, prompt = @Prompt, completion = @Completion, tokens = @Prompt + @Completion, failed = @Failed,
          started_us = @StartUs, active_us = @EndUs, duration_us = @EndUs - @StartUs
        WHERE id = @session
        """;

    /// <summary>The key of a session, created when it is new.</summary>
    public static long Key(SqliteConnection connection, long project, string sessionId) =>
        connection.ExecuteScalar<long?>("SELECT id FROM session WHERE project = @project AND session_id = @sessionId", new { project, sessionId })
        ?? connection.ExecuteScalar<long>("INSERT INTO session (project, session_id) VALUES (@project, @sessionId) RETURNING id", new { project, sessionId });

    /// <summary>Computes a session again; one that has lost its last turn goes.</summary>
    public static void Recompute(SqliteConnection connection, long session)
    {
        var totals = connection.QuerySingle<Totals>(
            """
            SELECT count(*) AS turns, coalesce(min(start_us), 0) AS startUs, coalesce(max(end_us), 0) AS endUs, coalesce(sum(failed), 0) AS failed,
                   coalesce(sum(prompt), 0) AS prompt, coalesce(sum(completion), 0) AS completion
            FROM trace WHERE session = @session
            """,
            new { session });
        if (totals.Turns == 0)
        {
            connection.Execute(
                """
                DELETE FROM verdict WHERE (project, session_id) = (SELECT project, session_id FROM session WHERE id = @session);
                DELETE FROM feedback WHERE (project, session_id) = (SELECT project, session_id FROM session WHERE id = @session);
                DELETE FROM standing WHERE session = @session;
                DELETE FROM session WHERE id = @session;
                """,
                new { session });
            return;
        }

        connection.Execute(Update, new { session, PreviewLength, totals.Turns, totals.Prompt, totals.Completion, totals.Failed, totals.StartUs, totals.EndUs });
        Judge(connection, session);
    }

    /// <summary>Computes what depends on annotations and feedback: standing verdicts, staleness, thumbs, how much it needs a look.</summary>
    public static void Judge(SqliteConnection connection, long session)
    {
        var (project, sessionId, turns, failed) = connection.QuerySingle<(long, string, int, int)>("SELECT project, session_id, turns, failed FROM session WHERE id = @session", new { session });
        var standing = VerdictTable.Of(connection, project, sessionId).Standing(turns).ToList();
        var (up, down) = connection.QuerySingle<(int, int)>(
            "SELECT coalesce(sum(up), 0), coalesce(sum(1 - up), 0) FROM feedback WHERE project = @project AND session_id = @sessionId", new { project, sessionId });
        connection.Execute("DELETE FROM standing WHERE session = @session", new { session });
        connection.Execute(
            "INSERT INTO standing (session, name, label, stale) VALUES (@session, @Evaluator, @Label, @Stale)",
            standing.Select(verdict => new { session, verdict.Evaluator, Label = verdict.Label ?? Standings.NoLabel, verdict.Stale }));
        var stale = standing.Exists(static verdict => verdict.Stale);
        connection.Execute(
            "UPDATE session SET up = @up, down = @down, stale = @stale, look = @look WHERE id = @session",
            new { session, up, down, stale, look = Standings.Look(standing, failed > 0, down > 0) });
    }

    private sealed record Totals(long Turns, long StartUs, long EndUs, long Failed, long Prompt, long Completion);
}
