using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>Annotations and feedback of the index, replaced session by session with what Phoenix has.</summary>
internal static class VerdictTable
{
    private const string Select =
        "SELECT session_id AS SessionId, name, identifier, kind, label, score, explanation, metadata, updated_us AS UpdatedUs, row FROM verdict";

    private const string AnySql = "SELECT 1 FROM verdict WHERE project = ?1 AND session_id = ?2 LIMIT 1";

    private const string Insert = """
        INSERT INTO verdict (project, session_id, name, identifier, kind, label, score, explanation, metadata, updated_us, row)
        VALUES (@project, @SessionId, @Name, @Identifier, @Kind, @Label, @Score, @Explanation, @Metadata, @UpdatedUs, @Row)
        ON CONFLICT DO NOTHING
        """;

    /// <summary>The annotations of one session.</summary>
    public static IReadOnlyList<SessionAnnotation> Of(SqliteConnection connection, long project, string sessionId) => !Any(connection, project, sessionId)
        ? []
        : [.. connection.Query<Stored>(Select + " WHERE project = @project AND session_id = @sessionId", new { project, sessionId }).Select(static stored => stored.Annotation())];

    /// <summary>The annotations of several sessions.</summary>
    public static ILookup<string, SessionAnnotation> Of(SqliteConnection connection, long project, IReadOnlyCollection<string> sessionIds) => connection
        .Query<Stored>(Select + " WHERE project = @project AND session_id IN @sessionIds", new { project, sessionIds })
        .ToLookup(static stored => stored.SessionId, static stored => stored.Annotation(), StringComparer.Ordinal);

    /// <summary>Replaces the annotations of the sessions; true when anything changed.</summary>
    public static bool Replace(SqliteConnection connection, long project, IReadOnlyCollection<string> sessionIds, IEnumerable<SessionAnnotation> annotations)
    {
        var fresh = annotations.Select(Stored.From)
            .GroupBy(static row => row.SessionId, StringComparer.Ordinal).ToDictionary(static rows => rows.Key, static rows => rows.ToHashSet(), StringComparer.Ordinal);
        var changed = false;
        foreach (var sessionId in sessionIds)
        {
            var before = connection.Query<Stored>(Select + " WHERE project = @project AND session_id = @sessionId", new { project, sessionId }).ToHashSet();
            var after = fresh.GetValueOrDefault(sessionId) ?? [];
            if (!before.SetEquals(after))
            {
                changed = true;
                connection.Execute("DELETE FROM verdict WHERE project = @project AND session_id = @sessionId", new { project, sessionId });
                connection.Execute(Insert, after.Select(row => new
                {
                    project,
                    row.SessionId,
                    row.Name,
                    row.Identifier,
                    row.Kind,
                    row.Label,
                    row.Score,
                    row.Explanation,
                    row.Metadata,
                    row.UpdatedUs,
                    row.Row,
                }));
                Rejudge(connection, project, sessionId);
            }
        }

        return changed;
    }

    /// <summary>Replaces the feedback of the sessions; true when anything changed.</summary>
    public static bool ReplaceFeedback(SqliteConnection connection, long project, IReadOnlyDictionary<string, IReadOnlyList<(string SpanId, string Identifier, bool Up)>> sessions)
    {
        var changed = false;
        foreach (var (sessionId, thumbs) in sessions)
        {
            var before = connection.Query<(string, string, bool)>(
                "SELECT span_id, identifier, up FROM feedback WHERE project = @project AND session_id = @sessionId", new { project, sessionId }).ToHashSet();
            if (!before.SetEquals(thumbs))
            {
                changed = true;
                connection.Execute("DELETE FROM feedback WHERE project = @project AND session_id = @sessionId", new { project, sessionId });
                connection.Execute(
                    "INSERT INTO feedback (project, session_id, span_id, identifier, up) VALUES (@project, @sessionId, @SpanId, @Identifier, @Up) ON CONFLICT DO NOTHING",
                    thumbs.Select(thumb => new { project, sessionId, thumb.SpanId, thumb.Identifier, thumb.Up }));
                Rejudge(connection, project, sessionId);
            }
        }

        return changed;
    }

    // Most sessions of an import have none.
    private static bool Any(SqliteConnection connection, long project, string sessionId)
    {
        var any = connection.Prepared(AnySql);
        any.Bind(1, project);
        any.Bind(2, sessionId);
        if (!any.First())
        {
            return false;
        }

        any.Reset();
        return true;
    }

    private static void Rejudge(SqliteConnection connection, long project, string sessionId)
    {
        var session = connection.ExecuteScalar<long?>("SELECT id FROM session WHERE project = @project AND session_id = @sessionId", new { project, sessionId });
        if (session is { } key)
        {
            SessionTable.Judge(connection, key);
        }
    }

    private sealed record Stored(
        string SessionId, string Name, string Identifier, string Kind, string? Label, double? Score, string? Explanation, string? Metadata, long UpdatedUs, long Row)
    {
        // Of notes only that they are there: their text is read from Phoenix when the session is opened.
        public static Stored From(SessionAnnotation annotation) => annotation.Name == Standings.Note
            ? Keyed(annotation)
            : Keyed(annotation) with
            {
                Label = annotation.Result?.Label,
                Score = annotation.Result?.Score,
                Explanation = annotation.Result?.Explanation,
                Metadata = annotation.Metadata is { ValueKind: JsonValueKind.Object } metadata ? metadata.GetRawText() : null,
            };

        private static Stored Keyed(SessionAnnotation annotation) => new(
            annotation.SessionId,
            annotation.Name,
            annotation.Identifier,
            annotation.AnnotatorKind,
            null,
            null,
            null,
            null,
            SpanFacts.Microseconds(annotation.UpdatedAt),
            GlobalId.Row(annotation.Id));

        public SessionAnnotation Annotation() => new()
        {
            Id = GlobalId.Of("ProjectSessionAnnotation", Row),
            SessionId = SessionId,
            Name = Name,
            Identifier = Identifier,
            AnnotatorKind = Kind,
            Result = new AnnotationResult(Label, Score, Explanation),
            Metadata = Metadata is null ? null : JsonElement.Parse(Metadata),
            UpdatedAt = SpanFacts.Instant(UpdatedUs),
            CreatedAt = SpanFacts.Instant(UpdatedUs),
        };
    }
}
