using Dapper;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>The turns of the index.</summary>
internal static class TraceTable
{
    private const string Upsert = """
        INSERT INTO trace (project, trace_id, session, root_span_id, user_id, start_us, end_us, failed, documents, category, uses, characters, input, output)
        VALUES (@project, @TraceId, @session, @RootSpanId, @UserId, @StartUs, @EndUs, @Failed, @Documents, @Category, @uses, @characters, @Input, @Output)
        ON CONFLICT (project, trace_id) DO UPDATE SET
          session = excluded.session, root_span_id = excluded.root_span_id, user_id = excluded.user_id, start_us = excluded.start_us, end_us = excluded.end_us,
          failed = excluded.failed, documents = excluded.documents, category = excluded.category, uses = excluded.uses, characters = excluded.characters,
          input = excluded.input, output = excluded.output
        RETURNING id
        """;

    private const string Select = "SELECT id, session, input, output FROM trace WHERE project = @project AND trace_id = @traceId";

    /// <summary>Computes a turn again from its spans, removes one that has none left, and notes the sessions that gained, changed or lost it.</summary>
    public static void Recompute(SqliteConnection connection, long project, string traceId, Touched touched)
    {
        var before = connection.QuerySingleOrDefault<Stored>(Select, new { project, traceId });
        if (SpanTable.OfTrace(connection, project, traceId) is not { Count: > 0 } spans)
        {
            Delete(connection, before, touched);
            return;
        }

        var facts = TraceFacts.Of(spans);
        long? session = facts.SessionId is { } sessionId ? SessionTable.Key(connection, project, sessionId) : null;
        var id = connection.ExecuteScalar<long>(Upsert, new
        {
            project,
            facts.TraceId,
            session,
            facts.RootSpanId,
            facts.UserId,
            facts.StartUs,
            facts.EndUs,
            facts.Failed,
            facts.Documents,
            facts.Category,
            uses = facts.Uses.ToJson(),
            characters = (facts.Input?.Length ?? 0) + (facts.Output?.Length ?? 0),
            facts.Input,
            facts.Output,
        });
        Note(connection, before, session, touched);
        if (session is { } now && (before?.Session != now || before.Input != facts.Input || before.Output != facts.Output))
        {
            touched.AddText(now, id);
        }
    }

    /// <summary>What a session is computed from, in the order in which its turns began.</summary>
    public static List<TurnFacts> OfSession(SqliteConnection connection, long session) => connection.Query<TurnFacts>(
        """
        SELECT start_us AS startUs, end_us AS endUs, failed, documents, characters, category, user_id AS userId, uses
        FROM trace WHERE session = @session ORDER BY start_us, trace_id
        """,
        new { session }).AsList();

    private static void Delete(SqliteConnection connection, Stored? before, Touched touched)
    {
        if (before is not null)
        {
            connection.Execute("DELETE FROM trace WHERE id = @Id", new { before.Id });
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
