namespace SupportDashboard.Components.Chat;

/// <summary>One step of a turn while it grows on screen.</summary>
public sealed class LiveStep(string spanId, int depth, string name, string kind, DateTimeOffset startedAt)
{
    public string SpanId { get; } = spanId;

    /// <summary>From 0, the root.</summary>
    public int Depth { get; } = depth;

    public string Name { get; } = name;

    /// <summary>The OpenInference span kind.</summary>
    public string Kind { get; } = kind;

    public DateTimeOffset StartedAt { get; } = startedAt;

    /// <summary>Null while the step runs.</summary>
    public TimeSpan? Duration { get; set; }

    public bool Failed { get; set; }

    /// <summary>One line for people.</summary>
    public string? Summary { get; set; }
}
