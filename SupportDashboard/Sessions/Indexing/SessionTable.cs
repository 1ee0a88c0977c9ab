using Dapper;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>The sessions of the index, computed from their turns, annotations and feedback.</summary>
internal static class SessionTable
{
    private const int PreviewLength = 300;

    private const string Select = "SELECT id FROM session WHERE project = ?1 AND session_id = ?2";

    private const string Insert = "INSERT INTO session (project, session_id) VALUES (?1, ?2)";

    private const string Update = """
        UPDATE session SET
          turns = ?2, prompt = ?3, completion = ?4, cached = ?5, tokens = ?3 + ?4, failed = ?6, documents = ?7, started_us = ?8, active_us = ?9, duration_us = ?9 - ?8,
          gap_us = ?10, p50_us = ?11, p95_us = ?12, category = ?13, user_id = ?14, latencies = ?15
        WHERE id = ?1
        """;

    private const string Texts = """
        INSERT INTO session_text (session, first_message, last_answer) VALUES (?1,
          (SELECT substr(input, 1, ?2) FROM trace WHERE session = ?1 AND input IS NOT NULL ORDER BY start_us, trace_id LIMIT 1),
          (SELECT substr(output, 1, ?2) FROM trace WHERE session = ?1 AND output IS NOT NULL ORDER BY start_us DESC, trace_id DESC LIMIT 1))
        ON CONFLICT DO UPDATE SET first_message = excluded.first_message, last_answer = excluded.last_answer
        """;

    private const string SelectJudged = "SELECT project, session_id, turns, failed FROM session WHERE id = ?1";

    private const string SelectThumbs = "SELECT coalesce(sum(up), 0), coalesce(sum(1 - up), 0) FROM feedback WHERE project = ?1 AND session_id = ?2";

    private const string UpdateJudged = "UPDATE session SET up = ?2, down = ?3, notes = ?4, stale = ?5, look = ?6 WHERE id = ?1";

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
        Find(connection, project, sessionId) ?? Add(connection, project, sessionId);

    /// <summary>Computes a session again; one that has lost its last turn goes.</summary>
    /// <param name="connection">The transaction.</param>
    /// <param name="project">The session's project.</param>
    /// <param name="session">The session.</param>
    /// <param name="changedTexts">Turns whose text changed; 0 for one that was lost.</param>
    /// <param name="textsLater">The text is looked through by <see cref="PendingTexts"/>.</param>
    public static void Recompute(SqliteConnection connection, long project, long session, IReadOnlySet<long> changedTexts, bool textsLater)
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
        var texts = connection.Prepared(Texts);
        texts.Bind(1, session);
        texts.Bind(2, PreviewLength);
        texts.Run();
        if (textsLater)
        {
            PendingTexts.Add(connection, session, changedTexts);
        }
        else
        {
            TextTable.Write(connection, project, session, (facts.StartUs, facts.Characters), PendingTexts.Take(connection, session, changedTexts));
        }

        Judge(connection, session);
    }

    /// <summary>Computes what depends on annotations and feedback: standing verdicts, staleness, thumbs, notes, how much it needs a look.</summary>
    public static void Judge(SqliteConnection connection, long session)
    {
        var judged = connection.Prepared(SelectJudged);
        judged.Bind(1, session);
        if (!judged.First())
        {
            return;
        }

        var (project, sessionId, turns, failed) = (judged.Number(0), judged.Text(1)!, (int)judged.Number(2), judged.Number(3) > 0);
        judged.Reset();
        var annotations = VerdictTable.Of(connection, project, sessionId);
        var verdicts = annotations.Verdicts(turns);
        var (up, down) = Thumbs(connection, project, sessionId);
        ValueTable.Replace(connection, project, session, judged: true, Standings.Values(verdicts).Concat(FailureTable.Values(connection, project, sessionId)));
        var standing = verdicts.Where(static verdict => verdict.IsCurrent).ToList();
        var update = connection.Prepared(UpdateJudged);
        update.Bind(1, session);
        update.Bind(2, up);
        update.Bind(3, down);
        update.Bind(4, annotations.Count(static annotation => annotation.Name == Standings.Note));
        update.Bind(5, standing.Exists(static verdict => verdict.Stale) ? 1 : 0);
        update.Bind(6, Standings.Look(standing, failed, down > 0));
        update.Run();
    }

    private static long? Find(SqliteConnection connection, long project, string sessionId)
    {
        var select = connection.Prepared(Select);
        select.Bind(1, project);
        select.Bind(2, sessionId);
        if (!select.First())
        {
            return null;
        }

        var key = select.Number(0);
        select.Reset();
        return key;
    }

    private static long Add(SqliteConnection connection, long project, string sessionId)
    {
        var insert = connection.Prepared(Insert);
        insert.Bind(1, project);
        insert.Bind(2, sessionId);
        insert.Run();
        return insert.LastRow;
    }

    private static (long Up, long Down) Thumbs(SqliteConnection connection, long project, string sessionId)
    {
        var thumbs = connection.Prepared(SelectThumbs);
        thumbs.Bind(1, project);
        thumbs.Bind(2, sessionId);
        thumbs.First();
        var sums = (thumbs.Number(0), thumbs.Number(1));
        thumbs.Reset();
        return sums;
    }

    private static void Write(SqliteConnection connection, long project, long session, SessionFacts facts)
    {
        var update = connection.Prepared(Update);
        update.Bind(1, session);
        update.Bind(2, facts.Turns);
        update.Bind(3, facts.Models.Sum(static use => use.Prompt));
        update.Bind(4, facts.Models.Sum(static use => use.Completion));
        update.Bind(5, facts.Models.Sum(static use => use.Cached));
        update.Bind(6, facts.Failed);
        update.Bind(7, facts.Documents);
        update.Bind(8, facts.StartUs);
        update.Bind(9, facts.EndUs);
        update.Bind(10, facts.GapUs);
        update.Bind(11, facts.MedianUs);
        update.Bind(12, facts.P95Us);
        update.Bind(13, facts.Category);
        update.Bind(14, facts.UserId);
        update.Bind(15, facts.Latencies);
        update.Run();
        ModelTable.Replace(connection, project, session, facts.Models);
        ValueTable.Replace(connection, project, session, judged: false, facts.Values);
    }
}
