using System.Text.Json;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Adds traces up from their spans and sessions up from their traces, after something below them went or was replaced.</summary>
internal static class Recounts
{
    /// <summary>Counts traces that have spans.</summary>
    public static void CountTraces(StoreConnection writer, IReadOnlyList<long> rows)
    {
        const string Recount = """
            UPDATE traces SET (start_nanos, end_nanos, prompt_tokens, completion_tokens) =
                (SELECT min(start_nanos), max(end_nanos), sum(prompt_tokens), sum(completion_tokens) FROM spans WHERE trace_row = traces.id)
            WHERE id IN (SELECT value FROM json_each($1))
            """;
        if (rows.Count > 0)
        {
            writer.Run(Recount, JsonSerializer.Serialize(rows));
        }
    }

    /// <summary>Counts sessions; an empty one keeps its times.</summary>
    public static void CountSessions(StoreConnection writer, IReadOnlyList<long> rows)
    {
        const string Recount = """
            UPDATE sessions SET (start_nanos, end_nanos, prompt_tokens, completion_tokens) =
                (SELECT coalesce(min(t.start_nanos), sessions.start_nanos), coalesce(max(t.end_nanos), sessions.end_nanos),
                    coalesce(sum(t.prompt_tokens), 0), coalesce(sum(t.completion_tokens), 0)
                 FROM traces t WHERE t.session_row = sessions.id)
            WHERE id IN (SELECT value FROM json_each($1))
            """;
        if (rows.Count > 0)
        {
            writer.Run(Recount, JsonSerializer.Serialize(rows));
        }
    }
}
