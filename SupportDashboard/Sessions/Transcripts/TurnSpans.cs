using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Transcripts;

/// <summary>Turns wire spans into the steps that a transcript shows.</summary>
internal static class TurnSpans
{
    private const int LongestText = 100_000;
    private const int LongestAttribute = 4_000;

    /// <summary>The steps in reading order.</summary>
    /// <param name="spans">The spans of one trace.</param>
    /// <param name="turns">The conversation's turns by trace id.</param>
    /// <param name="withAttributes">Whether the steps hold all their attributes as text, which most of the time goes into.</param>
    public static IReadOnlyList<TurnSpan> Of(IEnumerable<PhoenixSpan> spans, IReadOnlyDictionary<string, int> turns, bool withAttributes = true)
    {
        var ordered = SpanTree.Order(spans);
        var start = ordered.Min(static entry => entry.Span.StartTime);
        return [.. ordered.Select(entry => Read(entry.Span, entry.ParentId, entry.Depth, start, withAttributes) with { Origin = StepOrigins.Of(entry.Span.Origin, turns) })];
    }

    /// <summary>Why a span failed; null when it did not.</summary>
    public static string? Error(PhoenixSpan span)
    {
        if (!span.Failed())
        {
            return null;
        }

        if (!string.IsNullOrWhiteSpace(span.StatusMessage))
        {
            return span.StatusMessage;
        }

        var exception = span.Events.LastOrDefault(static happened => happened.Name == "exception")?.Attributes;
        return exception is null ? "failed" : Text(exception, "exception.message") ?? Text(exception, "exception.type") ?? "failed";
    }

    /// <summary>A text of at most <paramref name="longest"/> characters, with an ellipsis where it was cut.</summary>
    public static string? Cut(string? text, int longest) => text is null || text.Length <= longest
        ? text
        : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)] + "…";

    private static TurnSpan Read(PhoenixSpan span, string? parentId, int depth, DateTimeOffset start, bool withAttributes)
    {
        var kind = span.Kind();
        var tool = kind == "TOOL";
        return new TurnSpan
        {
            SpanId = span.Context.SpanId,
            ParentId = parentId,
            Depth = depth,
            Name = span.Name,
            Kind = kind,
            StartedAt = span.StartTime,
            Offset = span.StartTime - start,
            Duration = span.EndTime > span.StartTime ? span.EndTime - span.StartTime : TimeSpan.Zero,
            Failed = span.Failed(),
            Error = Error(span),
            Input = Cut(span.Text("input.value"), LongestText),
            Output = Cut(span.Text("output.value"), LongestText),
            Model = span.Text("llm.model_name") ?? span.Text("embedding.model_name") ?? span.Text("reranker.model_name"),
            PromptTokens = span.Count("llm.token_count.prompt"),
            CompletionTokens = span.Count("llm.token_count.completion"),
            ToolName = tool ? ToolCall.Name(span) : null,
            ToolArguments = tool ? Cut(ToolCall.Arguments(span), LongestText) : null,
            ToolResult = tool ? Cut(ToolCall.Result(span), LongestText) : null,
            Documents = RetrievedDocuments.Of(span),
            Attributes = withAttributes ? AttributesOf(span) : new Dictionary<string, string>(),
        };
    }

    private static Dictionary<string, string> AttributesOf(PhoenixSpan span) => span.Attributes
        .Select(static attribute => KeyValuePair.Create(attribute.Key, Cut(SpanAttributes.AsText(attribute.Value), LongestAttribute) ?? ""))
        .OrderBy(static attribute => attribute.Key, StringComparer.Ordinal)
        .ToDictionary(StringComparer.Ordinal);

    private static string? Text(IReadOnlyDictionary<string, System.Text.Json.JsonElement> attributes, string key) =>
        attributes.TryGetValue(key, out var value) && SpanAttributes.AsText(value) is { Length: > 0 } text ? text : null;
}
