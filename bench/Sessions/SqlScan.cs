using Dapper;
using Microsoft.Data.Sqlite;
using SupportDashboard.Llm;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Bench.Sessions;

/// <summary>
/// The questions of <see cref="SessionQueries"/> answered by SQL over index.db alone: what the columns in memory must equal, and what they
/// are measured against. Searches for words of three letters and more only.
/// </summary>
internal sealed class SqlScan(SqliteConnection connection, LlmPrices prices, string project)
{
    private readonly long _project = connection.ExecuteScalar<long?>("SELECT id FROM project WHERE name = @project", new { project }) ?? -1;

    /// <summary>The figures; latencies are read only when asked for, because they need every turn.</summary>
    public SessionSummary Summary(SessionFilter filter, bool latencies)
    {
        var condition = Condition(filter);
        var labels = new { coherence = ValueKinds.Verdict("conversation_coherence"), resolution = ValueKinds.Verdict("resolution_status") };
        condition.Parameters.AddDynamicParams(labels);
        var row = connection.QuerySingle<Row>(
            $"""
            WITH c AS (SELECT v.session, n.name FROM value n JOIN session_value v ON v.value = n.id WHERE n.project = @project AND n.kind = @coherence),
                 r AS (SELECT v.session, n.name FROM value n JOIN session_value v ON v.value = n.id WHERE n.project = @project AND n.kind = @resolution)
            SELECT count(*) AS sessions, coalesce(sum(s.tokens), 0) AS tokens, coalesce(sum(s.failed), 0) AS errors, coalesce(sum(s.stale), 0) AS stale,
                   coalesce(sum(c.name NOT IN ('unknown', '(no label)')), 0) AS coherentJudged, coalesce(sum(c.name = 'coherent'), 0) AS coherent,
                   coalesce(sum(r.name NOT IN ('unknown', '(no label)')), 0) AS resolvedJudged, coalesce(sum(r.name = 'resolved'), 0) AS resolved,
                   coalesce(sum(c.name IS NULL OR r.name IS NULL), 0) AS notJudged, coalesce(sum(c.name IS 'unknown' OR r.name IS 'unknown'), 0) AS unknown
            FROM session s LEFT JOIN c ON c.session = s.id LEFT JOIN r ON r.session = s.id WHERE {condition.Sql}
            """,
            condition.Parameters);
        return row.Summary() with
        {
            MedianTurnsToResolution = Median(connection.Query<long>(
                $"""
                SELECT s.turns FROM session s JOIN session_value v ON v.session = s.id JOIN value n ON n.id = v.value AND n.kind = @resolution AND n.name = 'resolved'
                WHERE {condition.Sql} ORDER BY 1
                """,
                condition.Parameters).AsList()),
            Cost = Costs(condition, out var unknown),
            UnknownCost = unknown,
            MedianTurnLatency = latencies ? Latency(condition, 0.5) : null,
            P95TurnLatency = latencies ? Latency(condition, 0.95) : null,
        };
    }

    /// <summary>Counts of one kind of value, without the filter's choice of that kind.</summary>
    public Dictionary<string, int> Counts(SessionFilter filter, string kind)
    {
        var condition = Condition(filter, kind);
        condition.Parameters.Add("kind", kind);
        return connection.Query<(string Name, int Count)>(
            $"""
            SELECT n.name, count(*) FROM session s JOIN session_value v ON v.session = s.id JOIN value n ON n.id = v.value AND n.kind = @kind
            WHERE {condition.Sql} GROUP BY n.name
            """,
            condition.Parameters).ToDictionary(static row => row.Name, static row => row.Count, StringComparer.Ordinal);
    }

    /// <summary>How many sessions match, with one more condition over <c>session s</c>.</summary>
    public int Count(SessionFilter filter, string and = "1", string? without = null) =>
        connection.ExecuteScalar<int>($"SELECT count(*) FROM session s WHERE {Condition(filter, without).Sql} AND {and}", Condition(filter, without).Parameters);

    /// <summary>The ids of all that match, in order.</summary>
    public List<string> Ids(SessionFilter filter, string column, bool ascending)
    {
        var condition = Condition(filter);
        var direction = ascending ? "ASC" : "DESC";
        return connection.Query<string>(
            $"SELECT s.session_id FROM session s WHERE {condition.Sql} ORDER BY {column} {direction}, s.active_us {direction}, s.session_id {direction}", condition.Parameters).AsList();
    }

    /// <summary>When the sessions that match started, and whether they are unresolved.</summary>
    public List<(long StartedUs, bool Unresolved)> Starts(SessionFilter filter)
    {
        var condition = Condition(filter);
        return connection.Query<(long, bool)>(
            $"""
            SELECT s.started_us, EXISTS (SELECT 1 FROM session_value v JOIN value n ON n.id = v.value WHERE v.session = s.id AND n.kind = 'verdict:resolution_status' AND n.name = 'unresolved')
            FROM session s WHERE {condition.Sql}
            """,
            condition.Parameters).AsList();
    }

    private SqlScanCondition Condition(SessionFilter filter, string? without = null) => SqlScanCondition.Of(_project, filter, without);

    private decimal Costs(SqlScanCondition condition, out int unknown)
    {
        var known = connection.Query<(long Id, string Name)>("SELECT id, name FROM value WHERE kind = 'model'").Where(model => prices.Find(model.Name) is not null)
            .Select(model => FormattableString.Invariant($"({model.Id}, {prices.Find(model.Name)!.Prompt}, {prices.Find(model.Name)!.Completion})"));
        var (cost, missing) = connection.QuerySingle<(double, int)>(
            $"""
            WITH price (model, prompt, completion) AS (VALUES {string.Join(", ", known.Append("(-1, 0, 0)"))}),
            cost AS (
              SELECT s.id, sum(m.prompt * p.prompt + m.completion * p.completion) AS usd,
                     coalesce(max(m.uncounted > 0 OR (p.model IS NULL AND m.prompt + m.completion > 0)), 0) AS missing
              FROM session s LEFT JOIN session_model m ON m.session = s.id LEFT JOIN price p ON p.model = m.model WHERE {condition.Sql} GROUP BY s.id)
            SELECT coalesce(sum(CASE WHEN missing THEN 0 ELSE usd END), 0) / 1000000.0, coalesce(sum(missing), 0) FROM cost
            """,
            condition.Parameters);
        unknown = missing;
        return (decimal)cost;
    }

    private TimeSpan? Latency(SqlScanCondition condition, double share)
    {
        var sorted = connection.Query<long>($"SELECT max(0, t.end_us - t.start_us) FROM trace t JOIN session s ON s.id = t.session WHERE {condition.Sql} ORDER BY 1", condition.Parameters).AsList();
        return sorted.Count == 0 ? null : TimeSpan.FromMicroseconds(sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)]);
    }

    private static double? Median(List<long> sorted) => sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2.0;

    private sealed record Row(
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
