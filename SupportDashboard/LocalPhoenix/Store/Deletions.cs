using System.Text.Json;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Deletes entities with everything below them; what remains above is counted again.</summary>
internal static class Deletions
{
    public static void DeleteSpan(StoreConnection writer, long row)
    {
        var trace = writer.Value<long>("SELECT trace_row FROM spans WHERE id = $1", row);
        var origin = writer.Value<long?>("SELECT origin_row FROM span_bodies WHERE id = $1", row);
        writer.Run("DELETE FROM annotations WHERE target IN (1, 4) AND target_row = $1", row);
        writer.Run("DELETE FROM span_bodies WHERE id = $1", row);
        writer.Run("DELETE FROM spans WHERE id = $1", row);
        OriginWrites.DeleteUnused(writer, origin is { } unused ? [unused] : []);
        if (writer.Value<long>("SELECT EXISTS (SELECT 1 FROM spans WHERE trace_row = $1)", trace) == 0)
        {
            DeleteTraces(writer, [trace]);
            return;
        }

        const string Recount = """
            UPDATE traces SET (start_nanos, end_nanos, prompt_tokens, completion_tokens) =
                (SELECT min(start_nanos), max(end_nanos), sum(prompt_tokens), sum(completion_tokens) FROM spans WHERE trace_row = traces.id)
            WHERE id = $1
            """;
        writer.Run(Recount, trace);
        if (writer.Value<long?>("SELECT session_row FROM traces WHERE id = $1", trace) is { } session)
        {
            RecountSession(writer, session);
        }
    }

    /// <summary>Deletes traces; their sessions stay, also when nothing is left in them.</summary>
    public static void DeleteTraces(StoreConnection writer, IReadOnlyList<long> rows)
    {
        const string Traces = "SELECT value FROM json_each($1)";
        var list = JsonSerializer.Serialize(rows);
        var sessions = writer.Rows(
            $"SELECT DISTINCT session_row FROM traces WHERE id IN ({Traces}) AND session_row IS NOT NULL", static reader => reader.GetInt64(0), list);
        var origins = writer.Rows(
            $"SELECT DISTINCT origin_row FROM span_bodies WHERE id IN (SELECT id FROM spans WHERE trace_row IN ({Traces})) AND origin_row IS NOT NULL",
            static reader => reader.GetInt64(0),
            list);
        writer.Run($"DELETE FROM annotations WHERE target IN (1, 4) AND target_row IN (SELECT id FROM spans WHERE trace_row IN ({Traces}))", list);
        writer.Run($"DELETE FROM span_bodies WHERE id IN (SELECT id FROM spans WHERE trace_row IN ({Traces}))", list);
        writer.Run($"DELETE FROM spans WHERE trace_row IN ({Traces})", list);
        writer.Run($"DELETE FROM annotations WHERE target = 2 AND target_row IN ({Traces})", list);
        writer.Run($"DELETE FROM traces WHERE id IN ({Traces})", list);
        OriginWrites.DeleteUnused(writer, origins);
        foreach (var session in sessions)
        {
            RecountSession(writer, session);
        }
    }

    /// <summary>Deletes sessions with all their traces, of whatever project.</summary>
    public static void DeleteSessions(StoreConnection writer, IReadOnlyList<long> rows)
    {
        var list = JsonSerializer.Serialize(rows);
        DeleteTraces(
            writer, writer.Rows("SELECT id FROM traces WHERE session_row IN (SELECT value FROM json_each($1))", static reader => reader.GetInt64(0), list));
        writer.Run("DELETE FROM annotations WHERE target = 3 AND target_row IN (SELECT value FROM json_each($1))", list);
        writer.Run("DELETE FROM sessions WHERE id IN (SELECT value FROM json_each($1))", list);
    }

    /// <summary>Deletes a project with its traces and sessions. A trace of another project that had joined one of the sessions stays, without a session.</summary>
    public static void DeleteProject(StoreConnection writer, long row)
    {
        DeleteTraces(writer, writer.Rows("SELECT id FROM traces WHERE project_row = $1", static reader => reader.GetInt64(0), row));
        writer.Run("UPDATE traces SET session_row = NULL WHERE session_row IN (SELECT id FROM sessions WHERE project_row = $1)", row);
        writer.Run("DELETE FROM annotations WHERE target = 3 AND target_row IN (SELECT id FROM sessions WHERE project_row = $1)", row);
        writer.Run("DELETE FROM sessions WHERE project_row = $1", row);
        ConfigAssignments.ForgetProject(writer, row);
        writer.Run("DELETE FROM projects WHERE id = $1", row);
    }

    /// <summary>Adds a session up from its traces; an empty one keeps its times.</summary>
    private static void RecountSession(StoreConnection writer, long row)
    {
        const string Recount = """
            UPDATE sessions SET (start_nanos, end_nanos, prompt_tokens, completion_tokens) =
                (SELECT coalesce(min(t.start_nanos), sessions.start_nanos), coalesce(max(t.end_nanos), sessions.end_nanos),
                    coalesce(sum(t.prompt_tokens), 0), coalesce(sum(t.completion_tokens), 0)
                 FROM traces t WHERE t.session_row = sessions.id)
            WHERE id = $1
            """;
        writer.Run(Recount, row);
    }
}
