using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Transcripts;

/// <summary>Builds the turns of a transcript from spans. Pure: the same spans in any order give the same turns.</summary>
internal static class TranscriptBuilder
{
    /// <summary>The turns, one per trace, by start. A trace is never dropped, whatever its spans look like.</summary>
    /// <param name="spans">The spans of the session's traces.</param>
    /// <param name="firstNumber">The number of the first turn: more than 1 when older ones were not read.</param>
    /// <param name="thumbs">The customers' thumbs by root span.</param>
    /// <param name="withAttributes">Whether the steps hold all their attributes, which only people look at.</param>
    public static IReadOnlyList<TranscriptTurn> Build(
        IEnumerable<PhoenixSpan> spans, int firstNumber = 1, IReadOnlyDictionary<string, bool>? thumbs = null, bool withAttributes = true)
    {
        var traces = spans
            .GroupBy(static span => span.Context.TraceId, StringComparer.Ordinal)
            .OrderBy(static trace => trace.Min(static span => span.StartTime))
            .ThenBy(static trace => trace.Key, StringComparer.Ordinal)
            .ToList();
        var numbers = traces.Select((trace, index) => (trace.Key, index)).ToDictionary(static trace => trace.Key, trace => firstNumber + trace.index, StringComparer.Ordinal);
        return [.. traces.Select(trace => Turn(numbers, trace.DistinctBy(static span => span.Context.SpanId).ToList(), thumbs, withAttributes))];
    }

    private static TranscriptTurn Turn(Dictionary<string, int> numbers, List<PhoenixSpan> spans, IReadOnlyDictionary<string, bool>? thumbs, bool withAttributes)
    {
        var facts = TraceFacts.Of(spans.Select(SpanFacts.From));
        var classified = spans.OrderBy(static span => span.Row()).FirstOrDefault(static span => span.Text("classification.category") is not null);
        return new TranscriptTurn
        {
            Number = numbers[facts.TraceId],
            TraceId = facts.TraceId,
            RootSpanId = facts.RootSpanId,
            UserText = facts.Input,
            InputIsJson = facts.InputIsJson,
            AgentText = facts.Output,
            OutputIsJson = facts.OutputIsJson,
            StartedAt = SpanFacts.Instant(facts.StartUs),
            Duration = TimeSpan.FromMicroseconds(facts.EndUs - facts.StartUs),
            Error = Error(spans),
            Stopped = spans.Exists(static span => string.IsNullOrEmpty(span.ParentId) && span.Events.Any(static happened => happened.Name == "stopped")),
            Category = facts.Category,
            Confidence = classified?.Text("classification.confidence"),
            Reasoning = classified?.Text("classification.reasoning"),
            PromptTokens = facts.PromptTokens,
            CompletionTokens = facts.CompletionTokens,
            ThumbsUp = facts.RootSpanId is { } root && thumbs is not null && thumbs.TryGetValue(root, out var up) ? up : null,
            Spans = TurnSpans.Of(spans, numbers, withAttributes),
        };
    }

    // A step that failed inside a turn that ended well is the step's matter.
    private static string? Error(List<PhoenixSpan> spans)
    {
        var roots = spans.FindAll(static span => string.IsNullOrEmpty(span.ParentId));
        var failed = (roots.Count > 0 ? roots : spans).Where(static span => span.Failed()).OrderBy(static span => span.StartTime).FirstOrDefault();
        return failed is null ? null : TurnSpans.Error(failed);
    }
}
