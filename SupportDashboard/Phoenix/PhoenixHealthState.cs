namespace SupportDashboard.Phoenix;

/// <summary>What the last calls to Phoenix told about it.</summary>
public enum PhoenixHealthState
{
    /// <summary>Nothing was asked yet.</summary>
    Connecting,

    /// <summary>It answers.</summary>
    Connected,

    /// <summary>It does not answer, or not in time.</summary>
    Unreachable,

    /// <summary>It refuses the key.</summary>
    Unauthorized,

    /// <summary>It answers, but not as a Phoenix does, or with errors, or it is too old.</summary>
    Unexpected,
}
