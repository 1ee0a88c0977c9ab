using System.Text.Json.Nodes;

namespace SupportDashboard.Phoenix;

/// <summary>An annotation to store on a span; it replaces the whole row of the same (name, span, identifier).</summary>
public sealed record WriteSpanAnnotation
{
    /// <summary>16 hexadecimal digits.</summary>
    public required string SpanId { get; init; }

    public required string Name { get; init; }

    /// <summary>LLM, CODE or HUMAN.</summary>
    public required string AnnotatorKind { get; init; }

    /// <summary>Null takes it back.</summary>
    public AnnotationResult? Result { get; init; }

    public JsonObject? Metadata { get; init; }

    public required string Identifier { get; init; }
}
