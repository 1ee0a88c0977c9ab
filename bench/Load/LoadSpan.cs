namespace SupportDashboard.Bench.Load;

/// <summary>One made-up span, before it is encoded for one server or another.</summary>
internal sealed record LoadSpan
{
    public required byte[] TraceId { get; init; }

    public required byte[] SpanId { get; init; }

    /// <summary><see langword="null"/> for a root span.</summary>
    public required byte[]? ParentId { get; init; }

    public required string Name { get; init; }

    public required string SessionId { get; init; }

    public required long StartNanos { get; init; }

    public required long EndNanos { get; init; }

    /// <summary>0 for everything but LLM spans.</summary>
    public required int Tokens { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Attributes { get; init; }
}
