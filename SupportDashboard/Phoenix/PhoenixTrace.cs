using System.Diagnostics.CodeAnalysis;

namespace SupportDashboard.Phoenix;

/// <summary>A trace as Phoenix lists it.</summary>
public sealed record PhoenixTrace
{
    /// <summary>32 hexadecimal digits.</summary>
    public required string TraceId { get; init; }

    /// <summary>The start of the first span that ever belonged to it; deleting that span does not move it.</summary>
    public DateTimeOffset StartTime { get; init; }

    public DateTimeOffset EndTime { get; init; }

    /// <summary>Its spans without attributes, when they were asked for.</summary>
    [AllowNull]
    public IReadOnlyList<PhoenixTraceSpan> Spans { get; init => field = value ?? []; } = [];
}
