using Dapper;
using Microsoft.Data.Sqlite;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>
/// Folds pages of spans into the index. Folding is idempotent and does not depend on order: a page adds the spans that are not
/// there yet, and the turns and sessions they touch are computed again from all their spans, once a page.
/// </summary>
internal static class IndexWriter
{
    /// <summary>Marks of a project, created on first sight; a project that was made anew in Phoenix loses what was indexed before.</summary>
    public static IndexMarks Marks(SqliteConnection connection, string project, string phoenixId)
    {
        var found = connection.QuerySingleOrDefault<(long Id, string PhoenixId, long Head, long Spans)>("SELECT id, phoenix_id, head, spans FROM project WHERE name = @project", new { project });
        if (found.PhoenixId is not null && found.PhoenixId != phoenixId)
        {
            Clear(connection, found.Id);
            connection.Execute("UPDATE project SET phoenix_id = @phoenixId WHERE id = @Id", new { phoenixId, found.Id });
            found = (found.Id, phoenixId, 0, 0);
        }

        var key = found.PhoenixId is not null
            ? found.Id
            : connection.ExecuteScalar<long>("INSERT INTO project (name, phoenix_id, head) VALUES (@project, @phoenixId, 0) RETURNING id", new { project, phoenixId });
        var gaps = connection.Query<(long Id, string Cursor, long Upper, long Lower)>(
            "SELECT id, cursor, upper, lower FROM gap WHERE project = @key ORDER BY upper DESC", new { key });
        return new IndexMarks(key, phoenixId, found.Head, [.. gaps.Select(static gap => new IndexGap(gap.Id, gap.Cursor, gap.Upper, gap.Lower))]) { Spans = found.Spans, LeftOut = LeftOutSpans.Of(connection, key) };
    }

    /// <summary>Folds a page; true when the index changed.</summary>
    public static bool Fold(SqliteConnection connection, long project, IEnumerable<PhoenixSpan> spans) => Correct(connection, project, [], spans);

    /// <summary>
    /// Folds a page of many; true when the index changed. Its texts are looked through later, by <see cref="PendingTexts"/>: with what comes after
    /// it, at once, that takes a third of the time, and until then the sessions are there already.
    /// </summary>
    public static bool Import(SqliteConnection connection, long project, IReadOnlyCollection<SpanFacts> spans) => Apply(connection, project, [], spans, textsLater: true);

    /// <summary>Removes spans that Phoenix no longer has, and folds others; true when the index changed.</summary>
    public static bool Correct(SqliteConnection connection, long project, IReadOnlyCollection<(string TraceId, string SpanId)> gone, IEnumerable<PhoenixSpan> spans) =>
        Apply(connection, project, gone, spans.Select(SpanFacts.From), textsLater: false);

    /// <summary>Moves the head after a page from the top, and notes what lies between it and what was read before.</summary>
    public static void MoveHead(SqliteConnection connection, long project, long head, IndexGap? gap)
    {
        connection.Execute("UPDATE project SET head = max(head, @head) WHERE id = @project", new { head, project });
        if (gap is not null)
        {
            connection.Execute("INSERT INTO gap (project, cursor, upper, lower) VALUES (@project, @Cursor, @Upper, @Lower)", new { project, gap.Cursor, gap.Upper, gap.Lower });
        }
    }

    /// <summary>Lowers the head when the newest spans were deleted: their row numbers may be given out again.</summary>
    public static void LowerHead(SqliteConnection connection, long project, long head) =>
        connection.Execute("UPDATE project SET head = min(head, @head) WHERE id = @project", new { head, project });

    /// <summary>Moves a gap's upper end after a page of it was folded; null closes it.</summary>
    public static void MoveGap(SqliteConnection connection, IndexGap gap, IndexGap? rest)
    {
        if (rest is null)
        {
            connection.Execute("DELETE FROM gap WHERE id = @Id", new { gap.Id });
        }
        else
        {
            connection.Execute("UPDATE gap SET cursor = @Cursor, upper = @Upper WHERE id = @Id", new { rest.Cursor, rest.Upper, gap.Id });
        }
    }

    /// <summary>Forgets everything of a project but its name.</summary>
    public static void Clear(SqliteConnection connection, long project)
    {
        connection.Execute(
            $"""
            DELETE FROM said WHERE rowid IN (SELECT d.id FROM session s JOIN doc d ON d.session = s.id WHERE s.project = @project);
            DELETE FROM doc WHERE session IN (SELECT id FROM session WHERE project = @project);
            DELETE FROM unsaid WHERE session IN (SELECT id FROM session WHERE project = @project);
            DELETE FROM session_value WHERE session IN (SELECT id FROM session WHERE project = @project);
            DELETE FROM session_model WHERE session IN (SELECT id FROM session WHERE project = @project);
            DELETE FROM session_text WHERE session IN (SELECT id FROM session WHERE project = @project);
            DELETE FROM value WHERE project = @project;
            DELETE FROM spans WHERE id >> {StoredSpans.PartBits} IN (SELECT id FROM trace WHERE project = @project);
            DELETE FROM trace WHERE project = @project;
            DELETE FROM session WHERE project = @project;
            DELETE FROM verdict WHERE project = @project;
            DELETE FROM feedback WHERE project = @project;
            DELETE FROM gap WHERE project = @project;
            UPDATE project SET head = 0, spans = 0 WHERE id = @project;
            DELETE FROM meta WHERE key IN ('checked:' || @project, 'left_out:' || @project);
            """,
            new { project });
    }

    /// <summary>Forgets a project that Phoenix no longer has; false when the index does not know it.</summary>
    public static bool Forget(SqliteConnection connection, string project)
    {
        if (connection.ExecuteScalar<long?>("SELECT id FROM project WHERE name = @project", new { project }) is not { } key)
        {
            return false;
        }

        Clear(connection, key);
        return connection.Execute("DELETE FROM project WHERE id = @key", new { key }) > 0;
    }

    /// <summary>The names of the projects that were read before.</summary>
    public static IReadOnlyList<string> Projects(SqliteConnection connection) => connection.Query<string>("SELECT name FROM project ORDER BY id").AsList();

    /// <summary>Empties the index when it was filled from another Phoenix than the one in use.</summary>
    public static bool Claim(SqliteConnection connection, string source)
    {
        var before = connection.QuerySingleOrDefault<string>("SELECT value FROM meta WHERE key = 'source'");
        if (before == source)
        {
            return false;
        }

        foreach (var project in connection.Query<long>("SELECT id FROM project").ToList())
        {
            Clear(connection, project);
        }

        connection.Execute("DELETE FROM project; INSERT INTO meta VALUES ('source', @source) ON CONFLICT (key) DO UPDATE SET value = @source", new { source });
        return before is not null;
    }

    private static bool Apply(
        SqliteConnection connection, long project, IReadOnlyCollection<(string TraceId, string SpanId)> gone, IEnumerable<SpanFacts> spans, bool textsLater)
    {
        var changes = new Touched();
        foreach (var news in TurnNews.Of(gone, spans))
        {
            TraceTable.Fold(connection, project, news, changes);
        }

        if (changes.Turns == 0)
        {
            return false;
        }

        foreach (var session in changes.Sessions)
        {
            SessionTable.Recompute(connection, project, session, changes.TextsOf(session), textsLater);
        }

        connection.Execute("UPDATE project SET spans = spans + @Spans WHERE id = @project", new { changes.Spans, project });
        return true;
    }
}
