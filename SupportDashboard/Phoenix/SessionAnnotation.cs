using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SupportDashboard.Phoenix;

/// <summary>A judgement or note attached to a session.</summary>
public sealed record SessionAnnotation
{
    /// <summary>GlobalID.</summary>
    [AllowNull]
    public string Id { get; init => field = value ?? ""; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>API or APP.</summary>
    public string? Source { get; init; }

    public string? UserId { get; init; }

    /// <summary>The evaluator, or <c>note</c>.</summary>
    public required string Name { get; init; }

    /// <summary>LLM, CODE or HUMAN.</summary>
    [AllowNull]
    public string AnnotatorKind { get; init => field = value ?? AnnotatorKinds.Human; } = AnnotatorKinds.Human;

    /// <summary>Null when a verdict was taken back.</summary>
    public AnnotationResult? Result { get; init; }

    public JsonElement? Metadata { get; init; }

    /// <summary>Part of the key (name, session, identifier); empty for other tools' default.</summary>
    [AllowNull]
    public string Identifier { get; init => field = value ?? ""; } = "";

    /// <summary>The sender's <c>session.id</c>.</summary>
    public required string SessionId { get; init; }
}
