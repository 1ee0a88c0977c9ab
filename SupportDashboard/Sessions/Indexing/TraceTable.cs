using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>The turns of the index.</summary>
internal static class TraceTable
{
    private const string Columns = "session, root_span_id, user_id, start_us, end_us, failed, documents, category, uses, characters, input, output";

    private const string Values = "?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14";

    private const string Insert = $"INSERT INTO trace (project, trace_id, {Columns}) VALUES (?1, ?2, {Values})";

    private const string Update = $"UPDATE trace SET ({Columns}) = ({Values}) WHERE project = ?1 AND trace_id = ?2";

    private const string Select = "SELECT id, session, input, output FROM trace WHERE project = ?1 AND trace_id = ?2";

    private const string SelectTurns = "SELECT start_us, end_us, failed, documents, characters, category, user_id, uses FROM trace WHERE session = ?1 ORDER BY start_us, trace_id";

    private const string DeleteSql = "DELETE FROM trace WHERE id = ?1";

    /// <summary>
    /// Takes in what Phoenix has now of a turn's spans. One that changed is computed again from all its spans, one that has none left is removed,
    /// and the sessions that gained, changed or lost it are noted.
    /// </summary>
    public static void Fold(SqliteConnection connection, long project, TurnNews news, Touched touched)
    {
        var before = Find(connection, project, news.TraceId);
        var spans = before is null ? new StoredSpans() : StoredSpans.Of(connection, before.Id, news.TraceId);
        news.Gone.ForEach(spans.Remove);
        news.Spans.ForEach(spans.Put);
        touched.Spans += spans.Added;
        if (!spans.IsChanged)
        {
            return;
        }

        touched.Turns++;
        var all = spans.All;
        if (all.Count == 0)
        {
            Delete(connection, spans, before, touched);
            return;
        }

        var facts = TraceFacts.Of(all);
        long? session = facts.SessionId is { } sessionId ? touched.Session(connection, project, sessionId) : null;
        var id = Write(connection, project, before, session, facts);
        spans.Write(connection, id);
        Note(connection, before, session, touched);
        if (session is { } now && (before?.Session != now || before.Input != facts.Input || before.Output != facts.Output))
        {
            touched.AddText(now, id);
        }
    }

    /// <summary>Whether a span is there with the same row number.</summary>
    public static bool Contains(SqliteConnection connection, long project, SpanFacts span) => Find(connection, project, span.TraceId) is { } turn
        && StoredSpans.Of(connection, turn.Id, span.TraceId).All.Exists(known => known.SpanId == span.SpanId && known.Row == span.Row);

    /// <summary>What a session is computed from, in the order in which its turns began.</summary>
    public static List<TurnFacts> OfSession(SqliteConnection connection, long session)
    {
        var select = connection.Prepared(SelectTurns);
        select.Bind(1, session);
        var turns = new List<TurnFacts>();
        while (select.Next())
        {
            turns.Add(new(select.Number(0), select.Number(1), select.Number(2), select.Number(3), select.Number(4), select.Text(5), select.Text(6), select.Text(7)));
        }

        return turns;
    }

    private static Stored? Find(SqliteConnection connection, long project, string traceId)
    {
        var select = connection.Prepared(Select);
        select.Bind(1, project);
        select.Bind(2, traceId);
        if (!select.First())
        {
            return null;
        }

        var found = new Stored(select.Number(0), select.IsNull(1) ? null : select.Number(1), select.Text(2), select.Text(3));
        select.Reset();
        return found;
    }

    private static long Write(SqliteConnection connection, long project, Stored? before, long? session, TraceFacts facts)
    {
        var write = connection.Prepared(before is null ? Insert : Update);
        write.Bind(1, project);
        write.Bind(2, facts.TraceId);
        write.Bind(3, session);
        write.Bind(4, facts.RootSpanId);
        write.Bind(5, facts.UserId);
        write.Bind(6, facts.StartUs);
        write.Bind(7, facts.EndUs);
        write.Bind(8, facts.Failed);
        write.Bind(9, facts.Documents);
        write.Bind(10, facts.Category);
        write.Bind(11, facts.Uses.ToJson());
        write.Bind(12, (facts.Input?.Length ?? 0) + (facts.Output?.Length ?? 0));
        write.Bind(13, facts.Input);
        write.Bind(14, facts.Output);
        write.Run();
        return before?.Id ?? write.LastRow;
    }

    private static void Delete(SqliteConnection connection, StoredSpans spans, Stored? before, Touched touched)
    {
        if (before is not null)
        {
            spans.Write(connection, before.Id);
            var delete = connection.Prepared(DeleteSql);
            delete.Bind(1, before.Id);
            delete.Run();
            Note(connection, before, session: null, touched);
        }
    }

    private static void Note(SqliteConnection connection, Stored? before, long? session, Touched touched)
    {
        if (session is { } now)
        {
            touched.Sessions.Add(now);
        }

        if (before?.Session is { } old && old != session)
        {
            touched.Sessions.Add(old);
            touched.AddText(old, 0);
            TextTable.Forget(connection, old, before.Id);
        }
    }

    private sealed record Stored(long Id, long? Session, string? Input, string? Output);
}
