namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>One span as the store keeps it, whatever way it came in.</summary>
internal sealed record SpanRecord
{
    /// <summary>32 lower-case hexadecimal digits.</summary>
    public required string TraceId { get; init; }

    /// <summary>16 lower-case hexadecimal digits; the store keeps one span of an id.</summary>
    public required string SpanId { get; init; }

    /// <summary>16 hexadecimal digits; <see langword="null"/> for a root span. The parent may come later or never.</summary>
    public string? ParentId { get; init; }

    public required string Name { get; init; }

    /// <summary>The OpenInference kind as filters see it: one of <see cref="SpanKinds.All"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The kind as it was sent, when that is spelled otherwise.</summary>
    public string? SentKind { get; init; }

    /// <summary>Nanoseconds since 1970, UTC.</summary>
    public required long StartNanos { get; init; }

    /// <summary>Nanoseconds since 1970, UTC; may lie before the start.</summary>
    public required long EndNanos { get; init; }

    public StatusCode Status { get; init; }

    public string StatusMessage { get; init; } = "";

    /// <summary>A flat JSON object in UTF-8: dotted keys, values that are scalars or lists of scalars.</summary>
    public required byte[] Attributes { get; init; }

    /// <summary>A JSON list in UTF-8 as REST shows events; <see langword="null"/> for none.</summary>
    public byte[]? Events { get; init; }

    /// <summary>A JSON list in UTF-8 of links to other spans; <see langword="null"/> for none.</summary>
    public byte[]? Links { get; init; }

    /// <summary>Who sent it; <see langword="null"/> when nothing is known.</summary>
    public SpanOrigin? Origin { get; init; }

    /// <summary>The attribute <c>session.id</c> as text, untrimmed; <see langword="null"/> when it is missing or no text and no number.</summary>
    public string? SessionAttribute { get; init; }

    /// <summary>Tokens of an LLM span; 0 for every other kind, as Phoenix counts.</summary>
    public long PromptTokens { get; init; }

    /// <summary>Tokens of an LLM span; 0 for every other kind, as Phoenix counts.</summary>
    public long CompletionTokens { get; init; }

    /// <summary>How much of the span has been told, see <see cref="CompletenessOf"/>.</summary>
    public int Completeness => CompletenessOf(StartNanos, EndNanos, Status);

    /// <summary>The session this span asks for: trimmed, <see langword="null"/> when nothing is left.</summary>
    public string? SessionId => SessionAttribute?.Trim() is { Length: > 0 } id ? id : null;

    /// <summary>
    /// 0 for a span that has not ended: its end is not after its start. 1 for one that has, 2 when it also says how it went. A
    /// copy replaces one that is less complete; between equals the first stays, so in whatever order copies come the same rank remains.
    /// </summary>
    public static int CompletenessOf(long startNanos, long endNanos, StatusCode status) =>
        endNanos <= startNanos ? 0
        : status == StatusCode.Unset ? 1
        : 2;
}
