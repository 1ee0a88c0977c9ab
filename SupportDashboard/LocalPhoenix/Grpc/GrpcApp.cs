using Grpc.AspNetCore.Server.Model;
using Grpc.Net.Compression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using SupportDashboard.LocalPhoenix.Api;

namespace SupportDashboard.LocalPhoenix.Grpc;

/// <summary>Builds the inner application that receives OTLP over gRPC, in clear text (h2c), as exporters do by default.</summary>
internal static class GrpcApp
{
    // The five bytes in front of a message, and what gzip adds to one that does not compress.
    private const int Framing = 64 * 1024;

    public static WebApplication Build(int port, InnerApp inner)
    {
        var options = inner.Options;
        var builder = inner.CreateBuilder("SupportDashboard.LocalPhoenix.Grpc", static http => GrpcErrors.WriteAsync(http, ApiException.TooMany()));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            inner.Limit(kestrel);
            kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes + Framing;
            options.Listen.Bind(kestrel, port, static listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<ICompressionProvider, MeteredGzip>();
        builder.Services.AddSingleton<TraceService>();
        builder.Services.AddSingleton<IServiceMethodProvider<TraceService>, TraceServiceMethods>();
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = (int)Math.Min(options.MaxBodyBytes, Array.MaxLength));
        builder.Services.AddOptions<global::Grpc.AspNetCore.Server.GrpcServiceOptions>()
            .Configure<ICompressionProvider>(static (grpc, gzip) => grpc.CompressionProviders = [gzip]);

        var app = builder.Build();
        app.UseRateLimiter();
        app.UseMiddleware<GrpcGate>();
        app.MapGrpcService<TraceService>();
        return app;
    }
}
