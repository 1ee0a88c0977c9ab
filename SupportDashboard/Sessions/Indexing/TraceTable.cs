using Dapper;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>The turns of the index, and their searchable text.</summary>
internal static class TraceTable
{
    private const string Upsert = """
        INSERT INTO trace (project, trace_id, session, root_span_id, user_id, start_us, end_us, failed, prompt, completion, category, input, output)
        VALUES (@project, @TraceId, @session, @RootSpanId, @UserId, @StartUs, @EndUs, @Failed, @PromptTokens, @CompletionTokens, @Category, @Input, @Output)
        ON CONFLICT (project, trace_id) DO UPDATE SET
          session = excluded.session, root_span_id = excluded.root_span_id, user_id = excluded.user_id, start_us = excluded.start_us, end_us = excluded.end_us,
          failed = excluded.failed, prompt = excluded.prompt, completion = excluded.completion, category = excluded.category, input = excluded.input, output = excluded.output
        RETURNING id
        """;

    /// <summary>Computes a turn again from its spans, removes one that has none left, and adds the sessions that gained, changed or lost it to <paramref name="sessions"/>.</summary>
    public static void Recompute(SqliteConnection connection, long project, string traceId, HashSet<long> sessions)
    {
        var before = connection.QuerySingleOrDefault<Stored>("SELECT id, session, input, output FROM trace WHERE project = @project AND trace_id = @traceId", new { project, traceId });
        if (before?.Session is { } old)
        {
            sessions.Add(old);
        }

        if (SpanTable.OfTrace(connection, project, traceId) is not { Count: > 0 } spans)
        {
            Delete(connection, before);
            return;
        }

        var facts = TraceFacts.Of(spans);
        long? session = facts.SessionId is { } sessionId ? SessionTable.Key(connection, project, sessionId) : null;
        if (session is { } now)
        {
            sessions.Add(now);
        }

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
            facts.PromptTokens,
            facts.CompletionTokens,
            facts.Category,
            facts.Input,
            facts.Output,
        });
        if (before is null || before.Input != facts.Input || before.Output != facts.Output)
        {
            WriteText(connection, id, before is not null, facts);
        }
    }

    private static void Delete(SqliteConnection connection, Stored? before)
    {
        if (before is not null)
        {
            connection.Execute("DELETE FROM trace_text WHERE rowid = @Id; DELETE FROM trace WHERE id = @Id", new { before.Id });
        }
    }

    private static void WriteText(SqliteConnection connection, long id, bool exists, TraceFacts facts)
    {
        if (exists)
        {
            connection.Execute("DELETE FROM trace_text WHERE rowid = @id", new { id });
        }

        if (facts.Input is not null || facts.Output is not null)
        {
            connection.Execute("INSERT INTO trace_text (rowid, input, output) VALUES (@id, @Input, @Output)", new { id, facts.Input, facts.Output });
        }
    }

    private sealed record Stored(long Id, long? Session, string? Input, string? Output);
}
