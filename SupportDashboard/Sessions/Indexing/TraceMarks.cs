namespace SupportDashboard.Sessions.Indexing;

/// <summary>Traces and the marks of their spans, as Phoenix lists them or as the index has them.</summary>
internal sealed class TraceMarks
{
    private readonly Dictionary<string, Dictionary<string, SpanMark>> _traces = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> TraceIds => _traces.Keys;

    /// <summary>Notes a span; the same span again is the same.</summary>
    public void Add(string traceId, string spanId, SpanMark mark)
    {
        if (!_traces.TryGetValue(traceId, out var spans))
        {
            _traces[traceId] = spans = new(StringComparer.Ordinal);
        }

        spans[spanId] = mark;
    }

    /// <summary>Adds what another set has.</summary>
    public void Add(TraceMarks others)
    {
        foreach (var (traceId, spanId, mark) in others.All())
        {
            Add(traceId, spanId, mark);
        }
    }

    /// <summary>Only the spans that start in a window.</summary>
    public TraceMarks StartingIn(long from, long before)
    {
        var some = new TraceMarks();
        foreach (var (traceId, spanId, mark) in All().Where(span => span.Mark.StartUs >= from && span.Mark.StartUs < before))
        {
            some.Add(traceId, spanId, mark);
        }

        return some;
    }

    public bool Contains(string traceId) => _traces.ContainsKey(traceId);

    /// <summary>The spans of some of the traces.</summary>
    public IEnumerable<(string TraceId, string SpanId)> Spans(IEnumerable<string> traceIds) =>
        traceIds.Where(Contains).SelectMany(traceId => _traces[traceId].Keys.Select(spanId => (traceId, spanId)));

    /// <summary>From the earliest start to the latest end of a trace's spans.</summary>
    public (long FromUs, long ToUs) Bounds(string traceId) =>
        (_traces[traceId].Values.Min(static mark => mark.StartUs), _traces[traceId].Values.Max(static mark => Math.Max(mark.StartUs, mark.EndUs)));

    /// <summary>The traces that only one of the two has, or that differ in a span, latest start first.</summary>
    public IReadOnlyList<string> Different(TraceMarks other) =>
    [
        .. _traces.Keys.Union(other._traces.Keys, StringComparer.Ordinal)
            .Where(traceId => !Same(_traces.GetValueOrDefault(traceId), other._traces.GetValueOrDefault(traceId)))
            .OrderByDescending(traceId => (Contains(traceId) ? this : other).Bounds(traceId).FromUs),
    ];

    private static bool Same(Dictionary<string, SpanMark>? one, Dictionary<string, SpanMark>? other) =>
        one is not null && other is not null && one.Count == other.Count && one.All(span => other.TryGetValue(span.Key, out var mark) && mark == span.Value);

    private IEnumerable<(string TraceId, string SpanId, SpanMark Mark)> All() =>
        _traces.SelectMany(static trace => trace.Value.Select(span => (trace.Key, span.Key, span.Value)));
}
