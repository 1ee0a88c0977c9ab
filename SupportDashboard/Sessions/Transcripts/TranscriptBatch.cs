using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;
using SupportDashboard.Sessions.Syncing;

namespace SupportDashboard.Sessions.Transcripts;

/// <summary>
/// Reads the transcripts of many sessions with few requests: one for the traces of all of them, and one for the spans of many traces. Phoenix does not say in
/// such a list which session a trace belongs to, so the spans have to; where they leave any doubt, nothing of the list is used.
/// </summary>
internal sealed class TranscriptBatch(IPhoenixClient phoenix, TraceSpans spans, PhoenixProjects projects, PhoenixConnection connection)
{
    private const int SessionsInOneRequest = 64;
    private const int MostTraces = 400;
    private const int PageSize = 1000;

    /// <summary>The transcripts that could be read so. Phoenix's failures are not told: whoever reads the others hears of them.</summary>
    public async Task<IReadOnlyDictionary<string, Transcript>> ReadAsync(string project, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, Transcript>(StringComparer.Ordinal);
        if (sessionIds.Count < 2 || connection.Capabilities is not { ListsTraces: true, FiltersSpansByTrace: true })
        {
            return found;
        }

        try
        {
            var projectId = await projects.IdAsync(project, cancellationToken);
            foreach (var ids in RequestLine.Batches(sessionIds, SessionsInOneRequest))
            {
                await ReadAsync(project, projectId, ids, found, cancellationToken);
            }
        }
        catch (PhoenixException)
        {
            // One at a time they may still be readable.
        }

        return found;
    }

    private async Task ReadAsync(string project, string projectId, string[] ids, Dictionary<string, Transcript> found, CancellationToken cancellationToken)
    {
        var list = await phoenix.GetBareTracesAsync(projectId, new TracesQuery { Sessions = ids, Limit = PageSize }, cancellationToken);
        if (list.NextCursor is not null || list.Data.Count is 0 or > MostTraces)
        {
            return;
        }

        if (await spans.ReadAsync(projectId, [.. list.Data.Select(static trace => trace.TraceId)], cancellationToken) is not { } read)
        {
            return;
        }

        var turns = read.ToLookup(static span => span.Context.TraceId, StringComparer.Ordinal);
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        var traces = list.Data.ToLookup(trace => SessionOf(turns[trace.TraceId]), StringComparer.Ordinal);
        if (!traces.All(session => session.Key is { } id && wanted.Contains(id)))
        {
            return;
        }

        foreach (var session in traces)
        {
            found[session.Key!] = new Transcript(project, session.Key!, TranscriptBuilder.Build(session.SelectMany(trace => turns[trace.TraceId]), withAttributes: false));
        }
    }

    // As Phoenix decides: the first span that was inserted and names one.
    private static string? SessionOf(IEnumerable<PhoenixSpan> trace) =>
        trace.OrderBy(static span => span.Row()).Select(static span => span.Text("session.id")).FirstOrDefault(static id => !string.IsNullOrWhiteSpace(id));
}
