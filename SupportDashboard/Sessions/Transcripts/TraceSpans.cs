using SupportDashboard.Phoenix;

namespace SupportDashboard.Sessions.Transcripts;

/// <summary>Reads the spans of a session's traces, in batches and within a bound.</summary>
internal sealed class TraceSpans(IPhoenixClient phoenix, PhoenixConnection connection)
{
    /// <summary>Spans of one transcript.</summary>
    public const int Most = 20_000;

    private const int TracesInOneRequest = 25;
    private const int PageSize = 1000;

    // A trace's id takes 42 bytes of a request line, which may have 8,000.
    private const int MostTracesInOneRequest = 100;

    /// <summary>The spans of the traces, and whether some were left out because there are too many.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public async Task<(List<PhoenixSpan> Spans, bool IsCut)> ReadAsync(string projectId, IReadOnlyList<PhoenixSessionTrace> traces, CancellationToken cancellationToken)
    {
        var spans = new List<PhoenixSpan>();
        var batches = connection.Capabilities.FiltersSpansByTrace ? traces.Chunk(TracesInOneRequest) : [[.. traces]];
        foreach (var batch in batches)
        {
            var wanted = batch.Select(static trace => trace.TraceId).ToHashSet(StringComparer.Ordinal);
            var query = connection.Capabilities.FiltersSpansByTrace
                ? new SpansQuery { TraceIds = [.. wanted], Limit = PageSize }
                : new SpansQuery { StartTime = batch.Min(static trace => trace.StartTime), EndTime = batch.Max(static trace => trace.EndTime).AddSeconds(1), Limit = PageSize };
            do
            {
                var page = await phoenix.GetSpansAsync(projectId, query, cancellationToken);
                spans.AddRange(page.Data.Where(span => wanted.Contains(span.Context.TraceId)));
                query = query with { Cursor = page.NextCursor };
                if (spans.Count > Most)
                {
                    return (spans.GetRange(0, Most), true);
                }
            }
            while (query.Cursor is not null);
        }

        return (spans, false);
    }

    /// <summary>The spans of traces of any session, from a server that finds them by trace; null when there are too many to be read at once.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public async Task<List<PhoenixSpan>?> ReadAsync(string projectId, IReadOnlyList<string> traceIds, CancellationToken cancellationToken)
    {
        var spans = new List<PhoenixSpan>();
        foreach (var ids in traceIds.Chunk(MostTracesInOneRequest))
        {
            var query = new SpansQuery { TraceIds = ids, Limit = PageSize };
            do
            {
                var page = await phoenix.GetSpansAsync(projectId, query, cancellationToken);
                spans.AddRange(page.Data);
                query = query with { Cursor = page.NextCursor };
                if (spans.Count > Most)
                {
                    return null;
                }
            }
            while (query.Cursor is not null);
        }

        return spans;
    }
}
