namespace SupportDashboard.Phoenix;

/// <summary>How the Phoenix in use was chosen.</summary>
public enum PhoenixMode
{
    /// <summary>Configured by an environment variable (or expected on localhost while the embedded one is forbidden).</summary>
    Remote,

    /// <summary>It already answered on localhost:6006.</summary>
    Discovered,

    /// <summary>The one inside this process.</summary>
    Embedded,
}
