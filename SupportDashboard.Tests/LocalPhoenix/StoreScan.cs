using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <summary>Compares what the store keeps summed with a scan of all its spans, and looks for rows that lost what they belong to.</summary>
internal static class StoreScan
{
    // What REST shows as summed, beside the same numbers from a scan of all spans: the difference must be empty.
    private const string WrongTraces = """
        SELECT count(*) FROM traces t WHERE (t.start_nanos, t.end_nanos, t.prompt_tokens, t.completion_tokens) IS NOT
            (SELECT min(s.start_nanos), max(s.end_nanos), sum(s.prompt_tokens), sum(s.completion_tokens) FROM spans s WHERE s.trace_row = t.id)
        """;

    private const string WrongSessions = """
        SELECT count(*) FROM sessions x
        WHERE EXISTS (SELECT 1 FROM traces WHERE session_row = x.id) AND (x.start_nanos, x.end_nanos, x.prompt_tokens, x.completion_tokens) IS NOT
            (SELECT min(s.start_nanos), max(s.end_nanos), sum(s.prompt_tokens), sum(s.completion_tokens)
             FROM spans s JOIN traces t ON t.id = s.trace_row WHERE t.session_row = x.id)
        """;

    private const string Orphans = """
        SELECT (SELECT count(*) FROM spans WHERE trace_row NOT IN (SELECT id FROM traces))
            + (SELECT count(*) FROM span_bodies WHERE id NOT IN (SELECT id FROM spans)) + (SELECT count(*) FROM spans WHERE id NOT IN (SELECT id FROM span_bodies))
            + (SELECT count(*) FROM traces WHERE session_row IS NOT NULL AND session_row NOT IN (SELECT id FROM sessions))
            + (SELECT count(*) FROM annotations WHERE target = 3 AND target_row NOT IN (SELECT id FROM sessions))
            + (SELECT count(*) FROM annotations WHERE target IN (1, 4) AND target_row NOT IN (SELECT id FROM spans))
            + (SELECT count(*) FROM annotations WHERE target = 2 AND target_row NOT IN (SELECT id FROM traces))
            + (SELECT count(*) FROM origins WHERE id NOT IN (SELECT origin_row FROM span_bodies WHERE origin_row IS NOT NULL))
        """;

    /// <summary>How many traces, sessions and orphaned rows are wrong: all zero in a sound store.</summary>
    public static (long Traces, long Sessions, long Orphans) CountWrong(StoreConnection store) =>
        (store.Value<long>(WrongTraces), store.Value<long>(WrongSessions), store.Value<long>(Orphans));
}
