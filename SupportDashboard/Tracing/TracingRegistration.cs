using SupportDashboard.Phoenix;

namespace SupportDashboard.Tracing;

/// <summary>Registers the pipeline that sends the agent's spans to Phoenix, and the delivery of what any pipeline could not send.</summary>
internal static class TracingRegistration
{
    public static void AddTracing(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TraceExport>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<TraceExport>());
        builder.Services.AddSingleton<IUnsentTraces>(static services => services.GetRequiredService<TraceExport>());
        builder.Services.AddHostedService(static services => new OutboxDelivery(
            [.. services.GetServices<IUnsentTraces>()],
            services.GetRequiredService<PhoenixConnection>(),
            services.GetRequiredService<TraceFeed>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<OutboxDelivery>>()));
    }
}
