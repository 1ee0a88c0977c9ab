namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Inserts spans with everything they bring along: project, trace, session, roll-ups, waiting annotations.</summary>
internal sealed class SpanWrites
{
    private readonly StoreConnection _writer;
    private readonly SpanRows _rows;
    private readonly RollUps _rollUps;
    private readonly PendingAnnotations _arrivals;
    private readonly OriginWrites _origins;
    private readonly HashSet<long> _doubtfulOrigins = [];

    private SpanWrites(StoreConnection writer)
    {
        _writer = writer;
        _rows = new(writer);
        _rollUps = new(writer);
        _arrivals = new(writer);
        _origins = new(writer);
    }

    /// <summary>
    /// Adds what is new. A span whose id is known changes nothing, unless it is a more complete copy of the same trace's span
    /// (<see cref="SpanRecord.CompletenessOf"/>): that one takes its place, with its row and what is attached to it.
    /// </summary>
    /// <returns>How many spans were new.</returns>
    public static int Add(StoreConnection writer, IReadOnlyList<SpanBatch> batches)
    {
        var writes = new SpanWrites(writer);
        var added = batches.Sum(writes.Add);
        writes._rollUps.Save();
        if (writes._doubtfulOrigins.Count > 0)
        {
            OriginWrites.DeleteUnused(writer, [.. writes._doubtfulOrigins]);
        }

        return added;
    }

    /// <summary>Which of the spans are known already.</summary>
    public static IReadOnlyList<SpanRecord> FindKnown(StoreConnection store, IReadOnlyList<SpanRecord> spans)
    {
        var rows = new SpanRows(store);
        return [.. spans.Where(span => rows.Find(span.SpanId) is not null)];
    }

    private int Add(SpanBatch batch)
    {
        var added = 0;
        long? project = null;
        foreach (var span in batch.Spans)
        {
            var trace = _rollUps.FindTrace(span.TraceId);
            if (trace is null && _rows.Find(span.SpanId) is null)
            {
                // A known span must not bring a trace of its own: only what is new makes rows above it.
                trace = _rollUps.CreateTrace(project ??= ProjectWrites.GetOrCreate(_writer, batch.Project), span);
                _arrivals.Attach(AnnotationTarget.Trace, span.TraceId, trace.Row);
            }

            if (trace is not null && TryInsert(trace, span))
            {
                added++;
            }
        }

        return added;
    }

    private bool TryInsert(RollUp trace, SpanRecord span)
    {
        var origin = _origins.GetOrCreate(span.Origin);
        if (_rows.TryInsert(trace, span, origin) is { } row)
        {
            Count(trace, span, row);
            return true;
        }

        // Only one of the two origins is still needed, if any.
        Doubt(origin);
        if (_rows.Find(span.SpanId) is { } known && known.TraceRow == trace.Row && known.Completeness < span.Completeness)
        {
            Doubt(_rows.Replace(known.Row, span, origin));
            Join(trace, span);
            _rollUps.Recount(trace);
        }

        return false;
    }

    private void Doubt(long? origin)
    {
        if (origin is { } row)
        {
            _doubtfulOrigins.Add(row);
        }
    }

    private void Count(RollUp trace, SpanRecord span, long row)
    {
        Join(trace, span);
        _rollUps.Count(trace, span);
        _arrivals.Attach(AnnotationTarget.Span, span.SpanId, row);
        _arrivals.Attach(AnnotationTarget.Document, span.SpanId, row);
    }

    private void Join(RollUp trace, SpanRecord span)
    {
        if (trace.SessionRow is null && span.SessionId is { } sessionId)
        {
            var session = _rollUps.JoinSession(trace, sessionId);
            if (session.IsNew)
            {
                _arrivals.Attach(AnnotationTarget.Session, sessionId, session.Row);
            }
        }
    }
}
