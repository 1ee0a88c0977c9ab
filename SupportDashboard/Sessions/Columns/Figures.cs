using System.Numerics;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Columns;

/// <summary>Sums and counts over a set of sessions.</summary>
internal static class Figures
{
    /// <summary>The summary, without the period before.</summary>
    public static SessionSummary Of(SessionColumns columns, long project, KeySet set, bool capped)
    {
        int Count(string kind, string name) => columns.Facets.Find(project, kind, name)?.CountIn(set.Words) ?? 0;
        (int Judged, int Good) Share(string evaluator, string good)
        {
            var kind = ValueKinds.Verdict(evaluator);
            return (Count(FacetValues.Judged, evaluator) - Count(kind, Standings.UnknownLabel) - Count(kind, Standings.NoLabel), Count(kind, good));
        }

        var (coherentJudged, coherent) = Share(Standings.Coherence, Standings.Coherent);
        var (resolvedJudged, resolved) = Share(Standings.Resolution, Standings.Resolved);
        return Sums(columns, project, set) with
        {
            CoherentJudged = coherentJudged,
            CoherentShare = coherentJudged == 0 ? null : (double)coherent / coherentJudged,
            ResolvedJudged = resolvedJudged,
            ResolvedShare = resolvedJudged == 0 ? null : (double)resolved / resolvedJudged,
            NotJudged = NotJudged(columns, project, set),
            Unknown = Unknown(columns, project, set),
            Stale = Count(FacetValues.AnyStale, ""),
            SearchCapped = capped,
        };
    }

    private static int NotJudged(SessionColumns columns, long project, KeySet set)
    {
        using var judged = new KeySet(columns.Words);
        columns.Facets.Find(project, FacetValues.Judged, Standings.Coherence)?.AddTo(judged);
        Bits.And(judged.Words, set.Words);
        return set.Count - (columns.Facets.Find(project, FacetValues.Judged, Standings.Resolution)?.CountIn(judged.Words) ?? 0);
    }

    private static int Unknown(SessionColumns columns, long project, KeySet set)
    {
        using var unknown = new KeySet(columns.Words);
        columns.Facets.Find(project, ValueKinds.Verdict(Standings.Coherence), Standings.UnknownLabel)?.AddTo(unknown);
        columns.Facets.Find(project, ValueKinds.Verdict(Standings.Resolution), Standings.UnknownLabel)?.AddTo(unknown);
        return Bits.CountAnd(set.Words, unknown.Words);
    }

    private static SessionSummary Sums(SessionColumns columns, long project, KeySet set)
    {
        using var resolved = new KeySet(columns.Words);
        columns.Facets.Find(project, ValueKinds.Verdict(Standings.Resolution), Standings.Resolved)?.AddTo(resolved);
        var sums = new Totals(columns);
        var words = set.Words;
        var good = resolved.Words;
        for (var at = 0; at < words.Length; at++)
        {
            for (var word = words[at]; word != 0; word &= word - 1)
            {
                var bit = BitOperations.TrailingZeroCount(word);
                sums.Add((at << 6) + bit, (good[at] & (1UL << bit)) != 0);
            }
        }

        return sums.Summary();
    }
}
