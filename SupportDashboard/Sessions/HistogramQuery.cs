using Dapper;
using Microsoft.Data.Sqlite;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions;

/// <summary>Counts when the sessions that match started.</summary>
internal static class HistogramQuery
{
    public static SessionHistogram Read(SqliteConnection connection, string project, SessionFilter filter)
    {
        var condition = SessionCondition.Of(project, filter);
        var rows = connection.Query<(long StartedUs, bool Unresolved)>(
            $"SELECT s.started_us, EXISTS (SELECT 1 FROM standing v WHERE v.session = s.id AND v.name = '{Standings.Resolution}' AND v.label = 'unresolved') FROM session s WHERE {condition.Sql}",
            condition.Parameters).AsList();
        if (rows.Count == 0)
        {
            return SessionHistogram.Empty;
        }

        var scale = HistogramScale.Of(filter, rows.Min(static row => row.StartedUs), rows.Max(static row => row.StartedUs));
        var (counts, unresolved) = (new int[scale.Buckets], new int[scale.Buckets]);
        foreach (var (startedUs, bad) in rows)
        {
            var bucket = scale.BucketOf(startedUs);
            counts[bucket]++;
            unresolved[bucket] += bad ? 1 : 0;
        }

        return scale.Histogram(counts, unresolved);
    }
}
