using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Syncing;

/// <summary>Lists what Phoenix has, without attributes where the server can do that (13.15 and newer), from its spans otherwise.</summary>
internal sealed class TraceLister(IPhoenixClient phoenix, PhoenixConnection connection)
{
    private const int PageSize = 1000;

    // A window may hold much that was never imported; what is beyond is compared one trace at a time.
    private const int MostPages = 5;

    private volatile bool _listsNone;

    /// <summary>Listing by session works, so what is on screen can be compared with one request.</summary>
    public bool ListsTraces => connection.Capabilities.ListsTraces && !_listsNone;

    /// <summary>The traces that start in a window; of an older server the spans that start in it.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public async Task<TraceMarks> BetweenAsync(string project, long from, long before, CancellationToken cancellationToken)
    {
        if (ListsTraces)
        {
            try
            {
                return await TracesAsync(project, new TracesQuery { StartTime = Bound(from), EndTime = Bound(before) }, cancellationToken);
            }
            catch (PhoenixException exception) when (connection.Capabilities.Version is null && exception.Kind is PhoenixFailure.NotFound or PhoenixFailure.Malformed or PhoenixFailure.Invalid)
            {
                // A server that does not tell its version and has no such list, or answers with its web page.
                _listsNone = true;
            }
        }

        return await SpansAsync(project, from, before, cancellationToken);
    }

    /// <summary>The traces of some sessions.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public Task<TraceMarks> OfSessionsAsync(string project, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken) =>
        TracesAsync(project, new TracesQuery { Sessions = sessionIds }, cancellationToken);

    private static DateTimeOffset? Bound(long microseconds) => microseconds is long.MinValue or long.MaxValue ? null : SpanFacts.Instant(microseconds);

    private async Task<TraceMarks> TracesAsync(string project, TracesQuery query, CancellationToken cancellationToken)
    {
        var marks = new TraceMarks();
        query = query with { Limit = PageSize };
        for (var number = 0; number < MostPages; number++)
        {
            var page = await phoenix.GetTracesAsync(project, query, cancellationToken);
            foreach (var trace in page.Data)
            {
                foreach (var span in trace.Spans)
                {
                    marks.Add(trace.TraceId, span.SpanId, Mark(span.StartTime, span.EndTime, span.StatusCode));
                }
            }

            if (page.NextCursor is null || page.Data.Count == 0)
            {
                break;
            }

            query = query with { Cursor = page.NextCursor };
        }

        return marks;
    }

    private async Task<TraceMarks> SpansAsync(string project, long from, long before, CancellationToken cancellationToken)
    {
        var marks = new TraceMarks();
        var query = new SpansQuery { Limit = PageSize, StartTime = Bound(from), EndTime = Bound(before) };
        for (var number = 0; number < MostPages; number++)
        {
            var page = await phoenix.GetSpansAsync(project, query, cancellationToken);
            foreach (var span in page.Data)
            {
                marks.Add(span.Context.TraceId, span.Context.SpanId, Mark(span.StartTime, span.EndTime, span.StatusCode));
            }

            if (page.NextCursor is null)
            {
                break;
            }

            query = query with { Cursor = page.NextCursor };
        }

        return marks;
    }

    private static SpanMark Mark(DateTimeOffset start, DateTimeOffset end, string status) =>
        new(SpanFacts.Microseconds(start), SpanFacts.Microseconds(end), string.Equals(status, "ERROR", StringComparison.OrdinalIgnoreCase));
}
