using System.Net;
using SupportDashboard.Hosting;
using SupportDashboard.LocalPhoenix.Api;

namespace SupportDashboard.LocalPhoenix;

/// <summary>Builds the inner web application. It reads no configuration and no environment: only the options count.</summary>
internal static class LocalPhoenixApp
{
    /// <summary>1,000 session ids of 36 characters make a URL of about 50 KB, and Phoenix takes them.</summary>
    private const int MaxRequestLine = 64 * 1024;

    public static WebApplication Build(int port, LocalPhoenixOptions options, ILoggerFactory loggers)
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
        builder.Services.AddSingleton<IHostLifetime, InnerLifetime>();

        var app = builder.Build();
        app.UseMiddleware<PhoenixProtocol>();
        app.MapServer();
        return app;
    }
}
