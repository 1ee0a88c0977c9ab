using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>Status codes in Phoenix's spelling.</summary>
internal static class StatusNames
{
    public static string Of(StatusCode status) => status switch
    {
        StatusCode.Ok => "OK",
        StatusCode.Error => "ERROR",
        _ => "UNSET",
    };

    public static StatusCode? TryRead(string name) => name.ToUpperInvariant() switch
    {
        "OK" => StatusCode.Ok,
        "ERROR" => StatusCode.Error,
        "UNSET" => StatusCode.Unset,
        _ => null,
    };
}
