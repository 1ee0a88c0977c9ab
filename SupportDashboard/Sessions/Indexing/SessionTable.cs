using Dapper;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>The sessions of the index, computed from their turns, annotations and feedback.</summary>
internal static class SessionTable
{
    private const int PreviewLength = 300;

    private const string Update = """
        UPDATE session SET
          turns = @Turns, prompt = @prompt, completion = @completion, cached = @cached, tokens = @prompt + @completion, failed = @Failed, documents = @Documents,
          started_us = @StartUs, active_us = @EndUs, duration_us = @EndUs - @StartUs, gap_us = @GapUs, p50_us = @MedianUs, p95_us = @P95Us,
          category = @Category, user_id = @UserId, latencies = @Latencies
        WHERE id = @session
        """;

    private const string Texts = """
        INSERT INTO session_text (session, first_message, last_answer) VALUES (@session,
          (SELECT substr(input, 1, @PreviewLength) FROM trace WHERE session = @session AND input IS NOT NULL ORDER BY start_us, trace_id LIMIT 1),
          (SELECT substr(output, 1, @PreviewLength) FROM trace WHERE session = @session AND output IS NOT NULL ORDER BY start_us DESC, trace_id DESC LIMIT 1))
        ON CONFLICT DO UPDATE SET first_message = excluded.first_message, last_answer = excluded.last_answer
        """;

    private const string Delete = """
        DELETE FROM verdict WHERE (project, session_id) = (SELECT project, session_id FROM session WHERE id = @session);
        DELETE FROM feedback WHERE (project, session_id) = (SELECT project, session_id FROM session WHERE id = @session);
        DELETE FROM session_value WHERE session = @session;
        DELETE FROM session_model WHERE session = @session;
        DELETE FROM session_text WHERE session = @session;
        DELETE FROM session WHERE id = @session;
        """;

    /// <summary>The key of a session, created when it is new.</summary>
    public static long Key(SqliteConnection connection, long project, string sessionId) =>
        connection.ExecuteScalar<long?>("SELECT id FROM session WHERE project = @project AND session_id = @sessionId", new { project, sessionId })
        ?? connection.ExecuteScalar<long>("INSERT INTO session (project, session_id) VALUES (@project, @sessionId) RETURNING id", new { project, sessionId });

    /// <summary>Computes a session again; one that has lost its last turn goes.</summary>
    public static void Recompute(SqliteConnection connection, long project, long session, IReadOnlySet<long> changedTexts)
    {
        var turns = TraceTable.OfSession(connection, session);
        if (turns.Count == 0)
        {
            TextTable.Forget(connection, session);
            connection.Execute(Delete, new { session });
            return;
        }

        var facts = SessionFacts.Of(turns);
        Write(connection, project, session, facts);
        connection.Execute(Texts, new { session, PreviewLength });
        TextTable.Write(connection, project, session, facts, changedTexts);
        Judge(connection, session);
    }

    /// <summary>Computes what depends on annotations and feedback: standing verdicts, staleness, thumbs, notes, how much it needs a look.</summary>
    public static void Judge(SqliteConnection connection, long session)
    {
        var (project, sessionId, turns, failed) = connection.QuerySingle<(long, string, int, int)>("SELECT project, session_id, turns, failed FROM session WHERE id = @session", new { session });
        var annotations = VerdictTable.Of(connection, project, sessionId).ToList();
        var verdicts = annotations.Verdicts(turns);
        var (up, down) = connection.QuerySingle<(int, int)>(
            "SELECT coalesce(sum(up), 0), coalesce(sum(1 - up), 0) FROM feedback WHERE project = @project AND session_id = @sessionId", new { project, sessionId });
        ValueTable.Replace(connection, project, session, judged: true, Standings.Values(verdicts));
        var standing = verdicts.Where(static verdict => verdict.IsCurrent).ToList();
        connection.Execute("UPDATE session SET up = @up, down = @down, notes = @notes, stale = @stale, look = @look WHERE id = @session", new
        {
            session,
            up,
            down,
            notes = annotations.Count(static annotation => annotation.Name == Standings.Note),
            stale = standing.Exists(static verdict => verdict.Stale),
            look = Standings.Look(standing, failed > 0, down > 0),
        });
    }

    private static void Write(SqliteConnection connection, long project, long session, SessionFacts facts)
    {
        connection.Execute(Update, new
        {
            session,
            facts.Turns,
            prompt = facts.Models.Sum(static use => use.Prompt),
            completion = facts.Models.Sum(static use => use.Completion),
            cached = facts.Models.Sum(static use => use.Cached),
            facts.Failed,
            facts.Documents,
            facts.StartUs,
            facts.EndUs,
            facts.GapUs,
            facts.MedianUs,
            facts.P95Us,
            facts.Category,
            facts.UserId,
            facts.Latencies,
        });
        ModelTable.Replace(connection, project, session, facts.Models);
        ValueTable.Replace(connection, project, session, judged: false, facts.Values);
    }
}
