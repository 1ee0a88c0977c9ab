using System.Diagnostics;
using System.Globalization;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SupportDashboard.Tracing;

/// <summary>
/// One OpenTelemetry pipeline: the spans of one source, exported as OTLP http/protobuf to one destination through an outbox on disk. The <c>OTEL_*</c>
/// variables keep their meanings (batching, sampling, resource, span limits), except that endpoint, protocol, compression and retry are decided here.
/// </summary>
internal sealed class TracePipeline : IDisposable
{
    // A span carries the whole visible history of its conversation: many messages of several attributes each.
    private const int AttributeLimit = 10_000;

    // Thirty-two spans with long histories stay below the few megabytes that collectors accept in one request.
    private const int BatchSize = 32;

    private readonly SocketsHttpHandler _handler = TraceDestination.CreateHandler();
    private readonly OutboxHandler _sender;
    private readonly TracerProvider _provider;

    public TracePipeline(string sourceName, string serviceName, TraceDestination destination, TraceOutbox outbox, IConfiguration configuration, ILogger logger)
    {
        _sender = new OutboxHandler(_handler, outbox, logger);
        var settings = Settings(configuration);
        _provider = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(settings))
            .ConfigureResource(resource => resource
                .AddService(settings["OTEL_SERVICE_NAME"] is { Length: > 0 } name ? name : serviceName)
                .AddAttributes([new(OpenInference.ProjectName, destination.Project)]))
            .AddSource(sourceName)
            .AddOtlpExporter(exporter => Configure(exporter, destination))
            .Build();
    }

    /// <summary>Sends what has ended so far; true when all of it was acknowledged within the time. Blocks its thread.</summary>
    public bool Flush(TimeSpan timeout)
    {
        var before = _sender.Failures;
        var started = Stopwatch.GetTimestamp();
        var flushed = _provider.ForceFlush((int)timeout.TotalMilliseconds);

        // The SDK counts spans as flushed when they have left its queue, also while their request is still under way.
        var left = timeout - Stopwatch.GetElapsedTime(started);
        return flushed && _sender.WaitUntilIdle(left > TimeSpan.Zero ? left : TimeSpan.Zero) && _sender.Failures == before;
    }

    public void Dispose()
    {
        _provider.Dispose();
        _sender.Dispose();
    }

    private static IConfiguration Settings(IConfiguration configuration) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT"] = AttributeLimit.ToString(CultureInfo.InvariantCulture),
            ["OTEL_BSP_MAX_EXPORT_BATCH_SIZE"] = BatchSize.ToString(CultureInfo.InvariantCulture),
        })
        .AddConfiguration(configuration)
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = null,
            ["OTEL_EXPORTER_OTLP_HEADERS"] = null,
        })
        .Build();

    private void Configure(OtlpExporterOptions exporter, TraceDestination destination)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = destination.Endpoint;
        exporter.Compression = OtlpExportCompression.None;
        exporter.HttpClientFactory = () => destination.CreateClient(_sender);
    }
}
