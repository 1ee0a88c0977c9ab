namespace SupportDashboard.Tracing;

/// <summary>Registers the pipeline that sends the agent's spans to Phoenix.</summary>
internal static class TracingRegistration
{
    public static void AddTracing(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Func<TraceDestination>>(static services => () => Destination(services.GetRequiredService<IConfiguration>()));
        builder.Services.AddSingleton<TraceExport>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<TraceExport>());
    }

    private static TraceDestination Destination(IConfiguration configuration)
    {
        var endpoint = configuration["PHOENIX_ENDPOINT"] ?? configuration["PHOENIX_COLLECTOR_ENDPOINT"] ?? "http://localhost:6006";
        return new(new Uri(endpoint.TrimEnd('/') + "/v1/traces"), configuration["PHOENIX_API_KEY"], configuration["PHOENIX_PROJECT_NAME"] ?? "support-bot");
    }
}
