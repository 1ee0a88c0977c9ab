namespace SupportDashboard.Sessions.Indexing;

/// <summary>What one transaction brings of the spans of one turn.</summary>
internal sealed class TurnNews
{
    public required string TraceId { get; init; }

    /// <summary>Spans as Phoenix has them now.</summary>
    public List<SpanFacts> Spans { get; } = [];

    /// <summary>Ids of spans that Phoenix no longer has.</summary>
    public List<string> Gone { get; } = [];

    /// <summary>By turn, in the order in which the turns occur first.</summary>
    public static IReadOnlyCollection<TurnNews> Of(IEnumerable<(string TraceId, string SpanId)> gone, IEnumerable<SpanFacts> spans)
    {
        var turns = new Dictionary<string, TurnNews>(StringComparer.Ordinal);
        foreach (var (traceId, spanId) in gone)
        {
            Turn(turns, traceId).Gone.Add(spanId);
        }

        foreach (var span in spans)
        {
            Turn(turns, span.TraceId).Spans.Add(span);
        }

        return turns.Values;
    }

    private static TurnNews Turn(Dictionary<string, TurnNews> turns, string traceId)
    {
        if (!turns.TryGetValue(traceId, out var turn))
        {
            turns.Add(traceId, turn = new TurnNews { TraceId = traceId });
        }

        return turn;
    }
}
