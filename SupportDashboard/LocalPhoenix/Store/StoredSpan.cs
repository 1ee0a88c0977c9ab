namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>A span as it was read back.</summary>
internal sealed record StoredSpan
{
    public required long Row { get; init; }

    public required string TraceId { get; init; }

    public required string SpanId { get; init; }

    public required string? ParentId { get; init; }

    public required string Name { get; init; }

    /// <summary>The kind as it was sent, or UNKNOWN.</summary>
    public required string SentKind { get; init; }

    public required long StartNanos { get; init; }

    public required long EndNanos { get; init; }

    public required StatusCode Status { get; init; }

    public required string StatusMessage { get; init; }

    /// <summary>Flat JSON object, UTF-8.</summary>
    public required byte[] Attributes { get; init; }

    /// <summary>JSON list, UTF-8; <see langword="null"/> for none.</summary>
    public required byte[]? Events { get; init; }

    /// <summary>JSON list, UTF-8; <see langword="null"/> for none.</summary>
    public required byte[]? Links { get; init; }

    /// <summary>Who sent it; <see langword="null"/> when nothing is known.</summary>
    public required SpanOrigin? Origin { get; init; }
}
