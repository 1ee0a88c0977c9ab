using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using SupportDashboard.Hosting;
using SupportDashboard.LocalPhoenix.Collector;

namespace SupportDashboard.LocalPhoenix;

/// <summary>
/// What the listener of HTTP and the one of gRPC have in common: limits on connections, requests and slowness, and the parts
/// that both use, so that a client which uses both has one share.
/// </summary>
internal sealed class InnerApp(LocalPhoenixOptions options, ExportIntake intake, ILoggerFactory loggers) : IDisposable
{
    private const int MaxConnections = 2000;

    private static readonly TimeSpan HeaderPatience = TimeSpan.FromSeconds(15);

    // Less than one body may have would refuse that body for ever.
    private readonly ByteBudget _budget = new(Math.Max(options.MaxPendingBytes, options.MaxBodyBytes), options.MaxPendingBytesPerClient);
    private readonly PartitionedRateLimiter<HttpContext> _limiter = ClientLimits.Create(options.MaxRequestsPerClient);

    public LocalPhoenixOptions Options => options;

    /// <summary>An application without any default: nothing of the environment or of configuration files reaches it.</summary>
    public WebApplicationBuilder CreateBuilder(string name, Func<HttpContext, ValueTask> refuse)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = name });
        builder.Logging.AddProvider(new ForwardingLoggers(loggers)).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, InnerLifetime>();
        builder.Services.AddSingleton(options).AddSingleton(_budget).AddSingleton(intake);
        builder.Services.AddRateLimiter(limits =>
        {
            limits.GlobalLimiter = _limiter;
            limits.OnRejected = (rejected, _) => refuse(rejected.HttpContext);
        });
        return builder;
    }

    /// <summary>Limits that hold for every connection; a client that sends slower than they say is cut off, and gives back what it held.</summary>
    public void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = MaxConnections;
        kestrel.Limits.RequestHeadersTimeout = HeaderPatience;
        kestrel.Limits.MinRequestBodyDataRate = new(options.MinBytesPerSecond, options.SlowPatience);
        kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
    }

    public void Dispose() => _limiter.Dispose();
}
