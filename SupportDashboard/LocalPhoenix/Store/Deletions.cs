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

        CountAgain(writer, trace);
    }

    /// <summary>Deletes so many of the spans of a trace that has more of them.</summary>
    public static void DeleteSpans(StoreConnection writer, long traceRow, int count)
    {
        const string Spans = "SELECT id FROM spans WHERE trace_row = $1 ORDER BY id LIMIT $2";
        var origins = writer.Rows(
            $"SELECT DISTINCT origin_row FROM span_bodies WHERE id IN ({Spans}) AND origin_row IS NOT NULL", static reader => reader.GetInt64(0), traceRow, count);
        writer.Run($"DELETE FROM annotations WHERE target IN (1, 4) AND target_row IN ({Spans})", traceRow, count);
        writer.Run($"DELETE FROM span_bodies WHERE id IN ({Spans})", traceRow, count);
        writer.Run($"DELETE FROM spans WHERE id IN ({Spans})", traceRow, count);
        OriginWrites.DeleteUnused(writer, origins);
        CountAgain(writer, traceRow);
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
        Recounts.CountSessions(writer, sessions);
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

    /// <summary>Deletes some of a project's sessions, but none of their traces: those of other projects stay, without a session.</summary>
    /// <returns>How many sessions went, at most <paramref name="count"/>.</returns>
    public static int DeleteSessionsOfProject(StoreConnection writer, long project, int count)
    {
        const string Sessions = "SELECT id FROM sessions WHERE project_row = $1 ORDER BY id LIMIT $2";
        writer.Run($"UPDATE traces SET session_row = NULL WHERE session_row IN ({Sessions})", project, count);
        writer.Run($"DELETE FROM annotations WHERE target = 3 AND target_row IN ({Sessions})", project, count);
        return writer.Run($"DELETE FROM sessions WHERE id IN ({Sessions})", project, count);
    }

    /// <summary>Deletes a project with its traces and sessions. A trace of another project that had joined one of the sessions stays, without a session.</summary>
    public static void DeleteProject(StoreConnection writer, long row)
    {
        DeleteTraces(writer, writer.Rows("SELECT id FROM traces WHERE project_row = $1", static reader => reader.GetInt64(0), row));
        DeleteSessionsOfProject(writer, row, int.MaxValue);
        ConfigAssignments.ForgetProject(writer, row);
        writer.Run("DELETE FROM projects WHERE id = $1", row);
    }

    private static void CountAgain(StoreConnection writer, long trace)
    {
        Recounts.CountTraces(writer, [trace]);
        if (writer.Value<long?>("SELECT session_row FROM traces WHERE id = $1", trace) is { } session)
        {
            Recounts.CountSessions(writer, [session]);
        }
    }
}
