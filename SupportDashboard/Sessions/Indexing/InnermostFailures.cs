namespace SupportDashboard.Sessions.Indexing;

/// <summary>Which spans failed by themselves: a span above a failed one fails with it and says nothing new.</summary>
internal static class InnermostFailures
{
    public static List<SpanFacts> Of(List<SpanFacts> spans)
    {
        var failed = spans.FindAll(static span => span.Failed);
        if (failed.Count < 2)
        {
            return failed;
        }

        var parents = spans.GroupBy(static span => span.SpanId, StringComparer.Ordinal).ToDictionary(static same => same.Key, static same => same.First().ParentId, StringComparer.Ordinal);
        var above = new HashSet<string>(StringComparer.Ordinal);
        foreach (var span in failed)
        {
            // Ends at what is marked already, so circles end too.
            for (var parent = span.ParentId; parent is not null && parent != span.SpanId && above.Add(parent); parent = parents.GetValueOrDefault(parent))
            {
            }
        }

        var innermost = failed.FindAll(span => !above.Contains(span.SpanId));
        return innermost.Count > 0 ? innermost : failed;
    }
}
