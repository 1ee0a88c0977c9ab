using System.Text.Json.Nodes;

namespace SupportDashboard.Phoenix;

/// <summary>An annotation to store on a session; it replaces the whole row of the same (name, session, identifier).</summary>
public sealed record WriteSessionAnnotation
{
    public required string SessionId { get; init; }

    public required string Name { get; init; }

    /// <summary>LLM, CODE or HUMAN.</summary>
    public required string AnnotatorKind { get; init; }

    /// <summary>Null takes a verdict back: Phoenix has no deletion of one session's annotation.</summary>
    public AnnotationResult? Result { get; init; }

    public JsonObject? Metadata { get; init; }

    /// <summary>Who writes: <c>support-dashboard</c> for judges, <c>support-dashboard:&lt;user&gt;</c> for people.</summary>
    public required string Identifier { get; init; }
}
