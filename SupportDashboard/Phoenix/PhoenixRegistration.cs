using System.Net;
using Refit;

namespace SupportDashboard.Phoenix;

/// <summary>Registers the client side of Phoenix and decides at start which server is used.</summary>
internal static class PhoenixRegistration
{
    public static void AddPhoenix(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(PhoenixOptions.Read(builder.Configuration));
        builder.Services.AddSingleton<PhoenixConnection>();
        builder.Services.AddSingleton<TraceFeed>();
        builder.Services.AddSingleton<PhoenixProjects>();
        builder.Services.AddHttpClient(PhoenixProbe.ClientName).ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
        });
        builder.Services.AddSingleton<PhoenixProbe>();
        builder.Services.AddHostedService<PhoenixStartup>();
        builder.Services.AddPhoenixClient(new PhoenixLimits());
    }

    /// <summary>The generated client and the handlers under it, without deciding which server is used.</summary>
    internal static void AddPhoenixClient(this IServiceCollection services, PhoenixLimits limits)
    {
        services.AddSingleton(limits);
        services.AddTransient<PhoenixHandler>();
        var client = services.AddRefitGeneratedClient<IPhoenixClient>(static provider => PhoenixSettings.Create(provider.GetRequiredService<PhoenixConnection>()))
            .ConfigureHttpClient(static http =>
            {
                http.BaseAddress = PhoenixHandler.Placeholder;
                http.Timeout = Timeout.InfiniteTimeSpan;
            })
            .ConfigurePrimaryHttpMessageHandler(static provider => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                // Within one machine packing costs more than it saves. The Phoenix in use is known before the first call.
                AutomaticDecompression = provider.GetRequiredService<PhoenixConnection>().Mode == PhoenixMode.Embedded ? DecompressionMethods.None : DecompressionMethods.All,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
        client.AddResilienceHandler("phoenix", pipeline => PhoenixRetries.Configure(pipeline, limits));
        client.AddHttpMessageHandler<PhoenixHandler>();
    }
}
