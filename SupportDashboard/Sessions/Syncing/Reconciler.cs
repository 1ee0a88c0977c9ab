using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;
using SupportDashboard.Sessions.Transcripts;

namespace SupportDashboard.Sessions.Syncing;

/// <summary>
/// Compares the index with Phoenix and corrects it: spans, traces and sessions that were deleted, moved or replaced there, and spans that
/// became visible unnoticed. The comparison only suspects; a suspected trace is read from Phoenix before anything is removed. It walks
/// through a project in windows of time, newest first, remembers its place across restarts, and begins again when it is through.
/// </summary>
internal sealed class Reconciler(TraceLister lister, TraceSpans reader, IndexDatabase index, SyncOptions options, TimeProvider clock)
{
    private const int MostCorrections = 500;

    // A session id may have any length, and a request line is 8 KB at most.
    private const int SessionsInOneRequest = 50;

    /// <summary>Compares the next window. True in <c>Through</c> when it was the last one.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public async Task<(bool Changed, bool Through)> StepAsync(IndexMarks marks, CancellationToken cancellationToken)
    {
        var wanted = SpanFacts.Microseconds(clock.GetUtcNow() - options.ImportWindow);
        var (from, before, isLast, known) = await WindowAsync(marks.Key, wanted, cancellationToken);
        var listed = await lister.BetweenAsync(marks.PhoenixId, from, before, cancellationToken);
        known.Add(await ElsewhereAsync(marks.Key, listed, known, cancellationToken));
        var suspects = Within(known, from, before).Different(listed).Where(traceId => known.Contains(traceId) || listed.Bounds(traceId).FromUs >= wanted).ToList();
        var changed = await CorrectAsync(marks, suspects.Take(MostCorrections), known, listed, cancellationToken);

        // A window with more to correct is compared once more.
        var through = isLast && suspects.Count <= MostCorrections;
        var next = suspects.Count > MostCorrections ? before : through ? long.MaxValue : from;
        await MoveAsync(marks.Key, next, cancellationToken);
        return (changed, through);
    }

    /// <summary>Begins again with the newest traces.</summary>
    public Task RestartAsync(IndexMarks marks, CancellationToken cancellationToken) => MoveAsync(marks.Key, long.MaxValue, cancellationToken);

    /// <summary>Compares some sessions, for example those on screen; on a server that cannot list them nothing happens. True when the index changed.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public async Task<bool> CompareSessionsAsync(IndexMarks marks, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken)
    {
        var changed = false;
        foreach (var ids in lister.ListsTraces ? RequestLine.Batches(sessionIds, SessionsInOneRequest) : [])
        {
            var known = await index.ReadAsync(connection => TraceWindows.OfSessions(connection, marks.Key, ids), cancellationToken);
            var listed = await lister.OfSessionsAsync(marks.PhoenixId, ids, cancellationToken);
            known.Add(await ElsewhereAsync(marks.Key, listed, known, cancellationToken));
            changed |= await CorrectAsync(marks, known.Different(listed).Take(MostCorrections), known, listed, cancellationToken);
        }

        return changed;
    }

    /// <summary>Reads some traces again, whatever the index has of them. True when the index changed.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public async Task<bool> RereadAsync(IndexMarks marks, IReadOnlyList<string> traceIds, CancellationToken cancellationToken)
    {
        var known = await index.ReadAsync(connection => TraceWindows.Of(connection, marks.Key, traceIds), cancellationToken);
        return await CorrectAsync(marks, traceIds.Where(known.Contains), known, new TraceMarks(), cancellationToken);
    }

    /// <summary>Reads the traces of a session again that Phoenix answered 404 for. True when the index changed.</summary>
    /// <exception cref="PhoenixException">Phoenix could not be read.</exception>
    public async Task<bool> RereadSessionAsync(IndexMarks marks, string sessionId, CancellationToken cancellationToken)
    {
        var known = await index.ReadAsync(connection => TraceWindows.OfSessions(connection, marks.Key, [sessionId]), cancellationToken);
        return await CorrectAsync(marks, known.TraceIds, known, new TraceMarks(), cancellationToken);
    }

    // An older server lists spans by their own start: then only those that start inside are compared.
    private TraceMarks Within(TraceMarks known, long from, long before) => lister.ListsTraces ? known : known.StartingIn(from, before);

    // The last window goes down to what was to be imported, and to older turns that came late.
    private Task<(long From, long Before, bool IsLast, TraceMarks Known)> WindowAsync(long project, long wanted, CancellationToken cancellationToken) => index.ReadAsync(
        connection =>
        {
            var before = TraceWindows.Position(connection, project);
            var earliest = Math.Min(TraceWindows.Earliest(connection, project) ?? wanted, wanted);
            var from = TraceWindows.Lower(connection, project, before, options.ReconcileTraces) ?? earliest;
            var isLast = from <= earliest || TraceWindows.Lower(connection, project, from, 1) is null;
            from = isLast ? earliest : from;
            var known = TraceWindows.Between(connection, project, from, before);
            if (!lister.ListsTraces)
            {
                known.Add(TraceWindows.ReachingInto(connection, project, from));
            }

            return (from, before, isLast, known);
        },
        cancellationToken);

    // Phoenix keeps a trace's first start although that span was deleted, so a trace may stand in another window there.
    private Task<TraceMarks> ElsewhereAsync(long project, TraceMarks listed, TraceMarks known, CancellationToken cancellationToken)
    {
        var unknown = listed.TraceIds.Where(traceId => !known.Contains(traceId)).ToList();
        return unknown.Count == 0 ? Task.FromResult(new TraceMarks()) : index.ReadAsync(connection => TraceWindows.Of(connection, project, unknown), cancellationToken);
    }

    // Only what the index had before Phoenix was read may go: what arrived meanwhile is news.
    private async Task<bool> CorrectAsync(IndexMarks marks, IEnumerable<string> traceIds, TraceMarks known, TraceMarks listed, CancellationToken cancellationToken)
    {
        var suspects = traceIds.ToList();
        if (suspects.Count == 0)
        {
            return false;
        }

        IReadOnlyList<PhoenixSpan> spans;
        bool isCut;
        try
        {
            (spans, isCut) = await reader.ReadAsync(marks.PhoenixId, [.. suspects.Select(traceId => Trace(traceId, known.Contains(traceId) ? known : listed))], cancellationToken);
        }
        catch (PhoenixException exception) when (exception.Kind == PhoenixFailure.TooLarge)
        {
            // One of them has a span that cannot be read at all; that turn stays as it is.
            var half = suspects.Count / 2;
            return half > 0
                && (await CorrectAsync(marks, suspects.Take(half), known, listed, cancellationToken) | await CorrectAsync(marks, suspects.Skip(half), known, listed, cancellationToken));
        }

        var there = spans.Select(static span => (span.Context.TraceId, span.Context.SpanId)).ToHashSet();
        var gone = isCut ? [] : known.Spans(suspects).Where(span => !there.Contains(span)).ToList();
        return await index.WriteAsync(connection => IndexWriter.Correct(connection, marks.Key, gone, spans), cancellationToken);
    }

    private static PhoenixSessionTrace Trace(string traceId, TraceMarks marks)
    {
        var (from, to) = marks.Bounds(traceId);
        return new("", traceId, SpanFacts.Instant(from), SpanFacts.Instant(to));
    }

    private Task<bool> MoveAsync(long project, long position, CancellationToken cancellationToken) => index.WriteAsync(
        connection =>
        {
            TraceWindows.Move(connection, project, position);
            return true;
        },
        cancellationToken);
}
