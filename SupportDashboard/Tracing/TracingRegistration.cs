namespace SupportDashboard.Tracing;

/// <summary>Registers the pipeline that sends the agent's spans to Phoenix.</summary>
internal static class TracingRegistration
{
    public static void AddTracing(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TraceExport>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<TraceExport>());
        builder.Services.AddHostedService<OutboxDelivery>();
    }
}
