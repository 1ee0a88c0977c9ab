using Google.Protobuf;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using SupportDashboard.LocalPhoenix.Collector.Otlp;

namespace SupportDashboard.LocalPhoenix.Grpc;

/// <summary>
/// Puts the service at OTLP's official path. It is bound by hand because generated code would decode a message before anyone can
/// measure it (https://github.com/open-telemetry/opentelemetry-proto, collector/trace/v1).
/// </summary>
internal sealed class TraceServiceMethods : IServiceMethodProvider<TraceService>
{
    private static readonly Method<byte[], ExportTraceResponse> Export = new(
        MethodType.Unary,
        "opentelemetry.proto.collector.trace.v1.TraceService",
        "Export",
        Marshallers.Create(static message => message, static bytes => bytes),
        Marshallers.Create(static response => response.ToByteArray(), static bytes => ExportTraceResponse.Parser.ParseFrom(bytes)));

    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<TraceService> context) =>
        context.AddUnaryMethod(Export, [], static (service, message, call) => service.ExportAsync(message, call));
}
