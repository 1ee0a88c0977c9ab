using SupportDashboard.Phoenix;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>What the read model keeps of a span. Instants are microseconds since 1970 in UTC.</summary>
internal sealed record SpanFacts
{
    private const int LongestText = 100_000;

    public required string TraceId { get; init; }

    public required string SpanId { get; init; }

    public string? ParentId { get; init; }

    /// <summary>Phoenix's row number: the order of insertion.</summary>
    public long Row { get; init; }

    public string? SessionId { get; init; }

    public string? UserId { get; init; }

    public required string Kind { get; init; }

    public long StartUs { get; init; }

    public long EndUs { get; init; }

    public bool Failed { get; init; }

    /// <summary>Only of LLM spans, as Phoenix counts.</summary>
    public long PromptTokens { get; init; }

    /// <inheritdoc cref="PromptTokens"/>
    public long CompletionTokens { get; init; }

    /// <summary>The part of the prompt that the provider had cached.</summary>
    public long CachedTokens { get; init; }

    /// <summary>A model answered without saying how many tokens it took, so what it cost cannot be known.</summary>
    public bool Uncounted { get; init; }

    /// <summary>Only of LLM spans.</summary>
    public string? Model { get; init; }

    /// <summary>The name of the tool that a TOOL span called.</summary>
    public string? Tool { get; init; }

    /// <summary>Of a span that failed: the exception's type, else the span's name.</summary>
    public string? Error { get; init; }

    /// <summary>How many documents a RETRIEVER span found.</summary>
    public int Documents { get; init; }

    public string? Category { get; init; }

    public string? Input { get; init; }

    public string? Output { get; init; }

    public bool InputIsJson { get; init; }

    public bool OutputIsJson { get; init; }

    /// <summary>The kinds of span whose texts are the customer's and the agent's; a tool's or a retriever's are not.</summary>
    public bool Talks => Kind is not ("TOOL" or "RETRIEVER" or "EMBEDDING" or "RERANKER" or "GUARDRAIL" or "EVALUATOR" or "PROMPT");

    public static SpanFacts From(PhoenixSpan span)
    {
        var kind = span.Kind();
        var llm = kind == "LLM";
        var (prompt, completion) = llm ? (span.Count("llm.token_count.prompt"), span.Count("llm.token_count.completion")) : (null, null);
        var facts = new SpanFacts
        {
            TraceId = span.Context.TraceId,
            SpanId = span.Context.SpanId,
            ParentId = string.IsNullOrEmpty(span.ParentId) ? null : span.ParentId,
            Row = span.Row(),
            SessionId = Trimmed(span.Text("session.id")),
            UserId = Trimmed(span.Text("user.id")),
            Kind = kind,
            StartUs = Microseconds(span.StartTime),
            EndUs = Microseconds(span.EndTime),
            Failed = span.Failed(),
            PromptTokens = prompt ?? 0,
            CompletionTokens = completion ?? 0,
            CachedTokens = llm ? span.Count("llm.token_count.prompt_details.cache_read") ?? 0 : 0,
            Uncounted = llm && prompt is null && completion is null && !span.Failed(),
            Model = llm ? SpanNames.Model(span) : null,
            Tool = kind == "TOOL" ? SpanNames.Tool(span) : null,
            Error = span.Failed() ? SpanNames.Error(span) : null,
            Documents = kind == "RETRIEVER" ? SpanNames.Documents(span) : 0,
            Category = Trimmed(span.Text("classification.category")),
        };
        return facts.Talks || facts.ParentId is null ? facts.WithTexts(span) : facts;
    }

    public static long Microseconds(DateTimeOffset instant) => (instant.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset Instant(long microseconds) =>
        new(DateTime.UnixEpoch.Ticks + (microseconds * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private SpanFacts WithTexts(PhoenixSpan span)
    {
        var input = SpanText.Input(span);
        var output = SpanText.Output(span);
        return this with { Input = Cut(input.Text), InputIsJson = input.IsJson, Output = Cut(output.Text), OutputIsJson = output.IsJson };
    }

    private static string? Cut(string? text)
    {
        if (text is null || text.Length <= LongestText)
        {
            return SpanNames.Plain(text);
        }

        // Never between the two halves of a surrogate pair.
        return SpanNames.Plain(text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)]);
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : SpanNames.Plain(text.Trim());
}
