using Dapper;
using Microsoft.Data.Sqlite;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions;

/// <summary>Computes the figures over a filtered set of sessions.</summary>
internal static class SummaryQuery
{
    public static SessionSummary Read(SqliteConnection connection, string project, SessionFilter filter)
    {
        var condition = SessionCondition.Of(project, filter);
        condition.Parameters.Add("coherence", Standings.Coherence);
        condition.Parameters.Add("resolution", Standings.Resolution);
        condition.Parameters.Add("unknown", Standings.UnknownLabel);
        condition.Parameters.Add("none", Standings.NoLabel);
        var counts = connection.QuerySingle<Counts>(
            $"""
            SELECT count(*) AS sessions, coalesce(sum(s.tokens), 0) AS tokens, coalesce(sum(s.failed), 0) AS errors, coalesce(sum(s.stale), 0) AS stale,
                   coalesce(sum(c.label IS NOT NULL AND c.label NOT IN (@unknown, @none)), 0) AS coherentJudged,
                   coalesce(sum(c.label = '{Standings.Coherent}'), 0) AS coherent,
                   coalesce(sum(r.label IS NOT NULL AND r.label NOT IN (@unknown, @none)), 0) AS resolvedJudged,
                   coalesce(sum(r.label = '{Standings.Resolved}'), 0) AS resolved,
                   coalesce(sum(c.label IS NULL OR r.label IS NULL), 0) AS notJudged,
                   coalesce(sum(c.label IS @unknown OR r.label IS @unknown), 0) AS unknown
            FROM session s
            LEFT JOIN standing c ON c.session = s.id AND c.name = @coherence
            LEFT JOIN standing r ON r.session = s.id AND r.name = @resolution
            WHERE {condition.Sql}
            """,
            condition.Parameters);
        var turns = connection.Query<int>(
            $"SELECT s.turns FROM session s JOIN standing r ON r.session = s.id AND r.name = @resolution AND r.label = '{Standings.Resolved}' WHERE {condition.Sql} ORDER BY s.turns",
            condition.Parameters).AsList();
        var latencies = connection.Query<long>(
            $"SELECT max(0, t.end_us - t.start_us) FROM trace t JOIN session s ON s.id = t.session WHERE {condition.Sql} ORDER BY 1", condition.Parameters).AsList();
        return counts.Summary() with
        {
            MedianTurnsToResolution = Quantiles.Median(turns.ConvertAll(static count => (double)count)),
            MedianTurnLatency = Quantiles.Median(latencies.ConvertAll(static us => (double)us)) is { } median ? TimeSpan.FromMicroseconds(median) : null,
            P95TurnLatency = Quantiles.At(latencies, 0.95) is { } slow ? TimeSpan.FromMicroseconds(slow) : null,
        };
    }

    private sealed record Counts(
        long Sessions, long Tokens, long Errors, long Stale, long CoherentJudged, long Coherent, long ResolvedJudged, long Resolved, long NotJudged, long Unknown)
    {
        public SessionSummary Summary() => new()
        {
            Sessions = (int)Sessions,
            Tokens = Tokens,
            Errors = (int)Errors,
            Stale = (int)Stale,
            CoherentJudged = (int)CoherentJudged,
            CoherentShare = CoherentJudged == 0 ? null : (double)Coherent / CoherentJudged,
            ResolvedJudged = (int)ResolvedJudged,
            ResolvedShare = ResolvedJudged == 0 ? null : (double)Resolved / ResolvedJudged,
            NotJudged = (int)NotJudged,
            Unknown = (int)Unknown,
        };
    }
}
