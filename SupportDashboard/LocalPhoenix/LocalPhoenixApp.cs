using Microsoft.AspNetCore.ResponseCompression;
using SupportDashboard.LocalPhoenix.Api;
using SupportDashboard.LocalPhoenix.Collector;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix;

/// <summary>Builds the inner web application that speaks HTTP. It reads no configuration and no environment: only the options count.</summary>
internal static class LocalPhoenixApp
{
    /// <summary>1,000 session ids of 36 characters make a URL of about 50 KB, and Phoenix takes them.</summary>
    private const int MaxRequestLine = 64 * 1024;

    public static WebApplication Build(int port, InnerApp inner, TraceStore store, TimeProvider clock)
    {
        var options = inner.Options;
        var builder = inner.CreateBuilder("SupportDashboard.LocalPhoenix", static _ => throw ApiException.TooMany());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            inner.Limit(kestrel);
            kestrel.Limits.MaxRequestLineSize = MaxRequestLine;
            options.Listen.Bind(kestrel, port, static _ => { });
        });
        builder.Services.AddResponseCompression(static compression => compression.Providers.Add<GzipCompressionProvider>());
        builder.Services.AddSingleton(clock).AddSingleton<JsonBody>();

        // Made by its owner, who also closes it: an instance is not disposed with the container.
        builder.Services.AddSingleton(store);

        var app = builder.Build();
        app.UseResponseCompression();
        app.UseMiddleware<PhoenixProtocol>();
        app.UseRateLimiter();
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
