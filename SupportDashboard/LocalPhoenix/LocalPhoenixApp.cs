using System.Net;
using Microsoft.AspNetCore.ResponseCompression;
using SupportDashboard.Hosting;
using SupportDashboard.LocalPhoenix.Api;
using SupportDashboard.LocalPhoenix.Collector;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix;

/// <summary>Builds the inner web application. It reads no configuration and no environment: only the options count.</summary>
internal static class LocalPhoenixApp
{
    /// <summary>1,000 session ids of 36 characters make a URL of about 50 KB, and Phoenix takes them.</summary>
    private const int MaxRequestLine = 64 * 1024;

    public static WebApplication Build(int port, LocalPhoenixOptions options, TraceStore store, TimeProvider clock, ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "SupportDashboard.LocalPhoenix" });
        builder.Logging.AddProvider(new ForwardingLoggers(loggers)).SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestLineSize = MaxRequestLine;
            kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddResponseCompression(static compression => compression.Providers.Add<GzipCompressionProvider>());
        builder.Services.AddSingleton<IHostLifetime, InnerLifetime>();
        builder.Services.AddSingleton(options).AddSingleton(clock).AddSingleton<JsonBody>();

        // Less than one body may have would refuse that body for ever.
        builder.Services.AddSingleton(new ByteBudget(Math.Max(options.MaxPendingBytes, options.MaxBodyBytes)));

        // Made by its owner, who also closes it: an instance is not disposed with the container.
        builder.Services.AddSingleton(store);

        var app = builder.Build();
        app.UseResponseCompression();
        app.UseMiddleware<PhoenixProtocol>();
        if (options.Keys.IsRequired)
        {
            app.UseMiddleware<ApiKeyGate>(options.Keys);
        }

        app.MapServer();
        Map(app.MapGroup("/v1"));
        return app;
    }

    private static void Map(RouteGroupBuilder v1)
    {
        v1.MapCollector();
        v1.MapProjects();
        v1.MapSessions();
        v1.MapTraces();
        v1.MapTraceTransfer();
        v1.MapSpans();
        v1.MapSpanLog();
        v1.MapAnnotations();
        v1.MapAnnotationLists();
        v1.MapNotes();
        v1.MapAnnotationConfigs();
        v1.MapProjectConfigs();
    }
}
