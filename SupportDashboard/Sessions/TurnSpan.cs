using SupportDashboard.Agent;

namespace SupportDashboard.Sessions;

/// <summary>One step of the work behind an answer.</summary>
public sealed record TurnSpan
{
    public required string SpanId { get; init; }

    /// <summary>The parent in the tree; null for a root, or when the parent is missing.</summary>
    public string? ParentId { get; init; }

    /// <summary>From 0.</summary>
    public int Depth { get; init; }

    public required string Name { get; init; }

    /// <summary>AGENT, LLM, TOOL, … in upper case.</summary>
    public required string Kind { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>From the start of the turn.</summary>
    public TimeSpan Offset { get; init; }

    public TimeSpan Duration { get; init; }

    public bool Failed { get; init; }

    /// <summary>The status message, else the exception's; null when it did not fail.</summary>
    public string? Error { get; init; }

    /// <summary><c>input.value</c> as it was sent.</summary>
    public string? Input { get; init; }

    /// <summary><c>output.value</c> as it was sent.</summary>
    public string? Output { get; init; }

    public string? Model { get; init; }

    public long? PromptTokens { get; init; }

    public long? CompletionTokens { get; init; }

    public string? ToolName { get; init; }

    /// <summary>JSON.</summary>
    public string? ToolArguments { get; init; }

    public string? ToolResult { get; init; }

    public IReadOnlyList<RetrievedDocument> Documents { get; init; } = [];

    /// <summary>Who sent it and what it is linked to; null where Phoenix does not keep that.</summary>
    public StepOrigin? Origin { get; init; }

    /// <summary>Every attribute as text, for the curious.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}
