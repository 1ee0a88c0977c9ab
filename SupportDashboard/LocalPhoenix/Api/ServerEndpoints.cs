namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>Version and health, which clients and scripts ask for first, and without a key.</summary>
internal static class ServerEndpoints
{
    private const string VersionPath = "/arize_phoenix_version";
    private const string HealthPath = "/healthz";
    private const string ReadyPath = "/readyz";

    /// <summary>The paths that are answered also without a key.</summary>
    public static readonly IReadOnlySet<string> Open = new HashSet<string>(StringComparer.Ordinal) { VersionPath, HealthPath, ReadyPath };

    public static void MapServer(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(VersionPath, static () => TypedResults.Text(PhoenixProtocol.Version));
        endpoints.MapGet(HealthPath, static () => TypedResults.Text("OK"));
        endpoints.MapGet(ReadyPath, static () => TypedResults.Content("{}", "application/json"));
    }
}
