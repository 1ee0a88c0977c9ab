using System.Diagnostics.CodeAnalysis;

namespace SupportDashboard.Phoenix;

/// <summary>A session as Phoenix lists it: no texts, no errors, no annotations.</summary>
public sealed record PhoenixSession
{
    /// <summary>GlobalID.</summary>
    public required string Id { get; init; }

    /// <summary>The sender's <c>session.id</c>.</summary>
    public required string SessionId { get; init; }

    /// <summary>GlobalID of the project that saw the session first.</summary>
    public string? ProjectId { get; init; }

    public DateTimeOffset StartTime { get; init; }

    /// <summary>The end of the last trace: the last activity, a session never closes.</summary>
    public DateTimeOffset EndTime { get; init; }

    /// <summary>All traces, ascending by start, unpaged.</summary>
    [AllowNull]
    public IReadOnlyList<PhoenixSessionTrace> Traces { get; init => field = value ?? []; } = [];

    /// <summary>Sums over LLM spans; null from a server older than 15.4.</summary>
    public long? TokenCountPrompt { get; init; }

    /// <inheritdoc cref="TokenCountPrompt"/>
    public long? TokenCountCompletion { get; init; }

    /// <inheritdoc cref="TokenCountPrompt"/>
    public long? TokenCountTotal { get; init; }
}
