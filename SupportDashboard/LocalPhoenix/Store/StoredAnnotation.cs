namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>An annotation as it was read back.</summary>
internal sealed record StoredAnnotation
{
    public required long Row { get; init; }

    public required string TargetId { get; init; }

    public required string Name { get; init; }

    public required string Identifier { get; init; }

    public required string AnnotatorKind { get; init; }

    public required string? Label { get; init; }

    public required double? Score { get; init; }

    public required string? Explanation { get; init; }

    /// <summary>JSON object, UTF-8.</summary>
    public required byte[] Metadata { get; init; }

    public required long CreatedNanos { get; init; }

    public required long UpdatedNanos { get; init; }
}
