namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>The status of a span; the numbers are OTLP's.</summary>
internal enum StatusCode
{
    Unset = 0,
    Ok = 1,
    Error = 2,
}
