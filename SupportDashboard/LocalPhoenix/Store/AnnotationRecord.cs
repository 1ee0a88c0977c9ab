namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>An annotation to write. Name, entity and identifier are its key: a second one with the same key replaces the first.</summary>
internal sealed record AnnotationRecord
{
    public required AnnotationTarget Target { get; init; }

    /// <summary>The span id, trace id or session id as its sender knows it.</summary>
    public required string TargetId { get; init; }

    /// <summary>The position of a document, 0 otherwise.</summary>
    public long Position { get; init; }

    public required string Name { get; init; }

    public required string Identifier { get; init; }

    /// <summary>LLM, CODE or HUMAN.</summary>
    public required string AnnotatorKind { get; init; }

    public string? Label { get; init; }

    public double? Score { get; init; }

    public string? Explanation { get; init; }

    /// <summary>A JSON object in UTF-8.</summary>
    public required byte[] Metadata { get; init; }
}
