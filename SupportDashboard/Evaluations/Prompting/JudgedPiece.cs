using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations;

/// <summary>The part of a conversation that one call judges, for evaluators whose scope is not the session.</summary>
/// <param name="Turn">The turn, or the turn of the span.</param>
/// <param name="Span">The span; null where the whole turn is judged.</param>
internal sealed record JudgedPiece(TranscriptTurn Turn, TurnSpan? Span)
{
    /// <summary>Pieces of one conversation that are judged at most, the newest.</summary>
    public const int Most = 50;

    private const string Reranker = "RERANKER";
    private const string Retriever = "RETRIEVER";

    /// <summary>
    /// Where the verdict belongs: the span; of a turn its root span, which Phoenix shows first in lists of traces and where feedback stands too (an annotation
    /// of the trace would need a server that knows those). Null when nothing of the turn has arrived but its text.
    /// </summary>
    public string? SpanId => Span?.SpanId ?? Turn.RootSpanId ?? (Turn.Spans is [var first, ..] ? first.SpanId : null);

    /// <summary>The newest pieces that an evaluator judges, in reading order; and how many there are.</summary>
    public static (IReadOnlyList<JudgedPiece> Pieces, int All) Of(Evaluator evaluator, Transcript transcript)
    {
        var all = (evaluator.Scope switch
        {
            EvaluatorScope.Turn => transcript.Turns.Where(IsSaid).Select(static turn => new JudgedPiece(turn, null)),
            EvaluatorScope.Span => transcript.Turns.SelectMany(turn => turn.Spans.Where(span => IsOf(evaluator.SpanKind, span)).Select(span => new JudgedPiece(turn, span))),
            _ => [],
        }).ToList();
        return (all.Count <= Most ? all : all.GetRange(all.Count - Most, Most), all.Count);
    }

    private static bool IsSaid(TranscriptTurn turn) => !string.IsNullOrWhiteSpace(turn.UserText) || !string.IsNullOrWhiteSpace(turn.AgentText);

    // Some frameworks record what they retrieved on a span of another kind; a reranker's documents were retrieved before.
    private static bool IsOf(string? kind, TurnSpan span) =>
        span.Kind == kind || (kind == Retriever && span.Documents.Count > 0 && span.Kind != Reranker);
}
