using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SupportDashboard.Phoenix;

/// <summary>A judgement attached to a span, for example the customer's thumb on a root span.</summary>
public sealed record SpanAnnotation
{
    /// <summary>GlobalID.</summary>
    [AllowNull]
    public string Id { get; init => field = value ?? ""; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>API or APP.</summary>
    public string? Source { get; init; }

    public string? UserId { get; init; }

    public required string Name { get; init; }

    /// <summary>LLM, CODE or HUMAN.</summary>
    [AllowNull]
    public string AnnotatorKind { get; init => field = value ?? AnnotatorKinds.Human; } = AnnotatorKinds.Human;

    /// <summary>Null when it was taken back.</summary>
    public AnnotationResult? Result { get; init; }

    public JsonElement? Metadata { get; init; }

    /// <summary>Part of the key (name, span, identifier).</summary>
    [AllowNull]
    public string Identifier { get; init => field = value ?? ""; } = "";

    /// <summary>16 hexadecimal digits.</summary>
    public required string SpanId { get; init; }
}
