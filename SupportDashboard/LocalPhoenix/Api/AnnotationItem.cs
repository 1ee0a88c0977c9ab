using System.Text.Json.Serialization;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>An annotation as REST shows it; one of the three last ids is set.</summary>
internal sealed record AnnotationItem
{
    public required string Id { get; init; }

    public required string CreatedAt { get; init; }

    public required string UpdatedAt { get; init; }

    public string Source { get; } = "API";

    public string? UserId { get; init; }

    public required string Name { get; init; }

    public required string AnnotatorKind { get; init; }

    public required AnnotationResultItem Result { get; init; }

    public required RawJson Metadata { get; init; }

    public required string Identifier { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SpanId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SessionId { get; init; }

    public static AnnotationItem From(AnnotationTarget target, StoredAnnotation annotation) => new()
    {
        Id = GlobalId.Of(GlobalId.AnnotationType(target), annotation.Row),
        CreatedAt = Timestamps.Write(annotation.CreatedNanos),
        UpdatedAt = Timestamps.Write(annotation.UpdatedNanos),
        Name = annotation.Name,
        AnnotatorKind = annotation.AnnotatorKind,
        Result = new(annotation.Label, annotation.Score, annotation.Explanation),
        Metadata = new(annotation.Metadata),
        Identifier = annotation.Identifier,
        SpanId = target == AnnotationTarget.Span ? annotation.TargetId : null,
        TraceId = target == AnnotationTarget.Trace ? annotation.TargetId : null,
        SessionId = target == AnnotationTarget.Session ? annotation.TargetId : null,
    };
}
