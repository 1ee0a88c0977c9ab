namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>Version and health, which clients and scripts ask for first.</summary>
internal static class ServerEndpoints
{
    public static void MapServer(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/arize_phoenix_version", static () => TypedResults.Text(PhoenixProtocol.Version));
        endpoints.MapGet("/healthz", static () => TypedResults.Text("OK"));
        endpoints.MapGet("/readyz", static () => TypedResults.Content("{}", "application/json"));
    }
}
