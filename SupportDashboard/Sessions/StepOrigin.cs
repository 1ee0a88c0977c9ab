namespace SupportDashboard.Sessions;

/// <summary>Who sent a step of a turn, and what the step is linked to.</summary>
public sealed record StepOrigin
{
    /// <summary><c>service.name</c>; null when it is not known.</summary>
    public string? Service { get; init; }

    /// <summary>The library that made the span, with its version; null when it is not known.</summary>
    public string? Library { get; init; }

    /// <summary>The attributes of the resource as texts, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Resource { get; init; } = [];

    public IReadOnlyList<StepLink> Links { get; init; } = [];
}
