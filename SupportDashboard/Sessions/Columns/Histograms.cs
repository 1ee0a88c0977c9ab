using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Columns;

/// <summary>Counts when the sessions of a set started.</summary>
internal static class Histograms
{
    public static SessionHistogram Of(SessionColumns columns, long project, SessionFilter filter, KeySet set)
    {
        var keys = set.ToArray();
        if (keys.Length == 0)
        {
            return SessionHistogram.Empty;
        }

        var started = columns[Column.Started];
        var (first, last) = (long.MaxValue, long.MinValue);
        foreach (var key in keys)
        {
            first = Math.Min(first, started[key]);
            last = Math.Max(last, started[key]);
        }

        using var unresolved = new KeySet(columns.Words);
        columns.Facets.Find(project, ValueKinds.Verdict(Standings.Resolution), Standings.Unresolved)?.AddTo(unresolved);
        var scale = HistogramScale.Of(filter, first, last);
        var (counts, bad) = (new int[scale.Buckets], new int[scale.Buckets]);
        foreach (var key in keys)
        {
            var bucket = scale.BucketOf(started[key]);
            counts[bucket]++;
            bad[bucket] += unresolved.Has(key) ? 1 : 0;
        }

        return scale.Histogram(counts, bad);
    }
}
