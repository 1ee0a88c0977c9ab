using System.Net;
using Microsoft.Extensions.Options;
using SupportDashboard.Hosting;

namespace SupportDashboard.LocalModel;

/// <summary>
/// The embedded model: an OpenAI-compatible HTTP endpoint on a loopback port of its own, answered by rules. It is deterministic, needs no network
/// and no key, and is started only when no real model is configured.
/// </summary>
public sealed class LocalModelServer(IOptions<LocalModelOptions> options, TimeProvider clock, ILoggerFactory loggers) : IAsyncDisposable
{
    /// <summary>The one model it serves.</summary>
    public const string ModelName = "local-rules-1";

    private WebApplication? _app;

    /// <summary>The base address of its API, <c>http://127.0.0.1:port/v1</c>; null while it is not running.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Starts listening on a free loopback port and returns <see cref="Address"/>; a second call returns the same.</summary>
    public async Task<Uri> StartAsync(CancellationToken cancellationToken)
    {
        if (Address is { } running)
        {
            return running;
        }

        var app = Build();
        await app.StartAsync(cancellationToken);
        _app = app;
        return Address = new Uri(app.Urls.First() + "/v1");
    }

    /// <summary>Stops listening; streams that are being written end.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_app is { } app)
        {
            _app = null;
            Address = null;
            await app.StopAsync(cancellationToken);
            await app.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private WebApplication Build()
    {
        // Nothing of the dashboard's own configuration (addresses, hosts, certificates) may reach this listener.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "SupportDashboard.LocalModel" });
        builder.Logging.AddProvider(new ForwardingLoggers(loggers)).SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = options.Value.MaxBodyBytes;
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, InnerLifetime>();
        var app = builder.Build();
        app.UseRouting();
        app.UseLocalModelErrors();
        app.MapLocalModel(options.Value, clock);
        return app;
    }
}
