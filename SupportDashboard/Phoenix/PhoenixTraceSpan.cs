using System.Diagnostics.CodeAnalysis;

namespace SupportDashboard.Phoenix;

/// <summary>A span inside a listed trace: no attributes.</summary>
public sealed record PhoenixTraceSpan
{
    /// <summary>16 hexadecimal digits.</summary>
    public required string SpanId { get; init; }

    /// <summary>OK, ERROR or UNSET.</summary>
    [AllowNull]
    public string StatusCode { get; init => field = value ?? "UNSET"; } = "UNSET";

    public DateTimeOffset StartTime { get; init; }

    public DateTimeOffset EndTime { get; init; }
}
