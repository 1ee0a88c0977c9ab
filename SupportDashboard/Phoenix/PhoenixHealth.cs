namespace SupportDashboard.Phoenix;

/// <summary>The state of the connection to Phoenix, for the banner.</summary>
public sealed record PhoenixHealth
{
    public required PhoenixHealthState State { get; init; }

    /// <summary>When this state began.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When Phoenix last answered properly; null if it never did.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>When the next attempt is made, if one is planned.</summary>
    public DateTimeOffset? NextRetry { get; init; }

    /// <summary>A sentence for the screen; null while connected.</summary>
    public string? Reason { get; init; }

    /// <summary>What is shown comes from a Phoenix that answers.</summary>
    public bool IsConnected => State == PhoenixHealthState.Connected;
}
