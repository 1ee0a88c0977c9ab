using System.Globalization;
using System.Net.Http.Headers;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SupportDashboard.Tracing;

/// <summary>
/// One OpenTelemetry pipeline: the spans of one source, exported as OTLP http/protobuf to one destination. What cannot be delivered is put on disk
/// and sent again by the exporter itself, also after a restart. The <c>OTEL_*</c> variables keep their meanings, except that the endpoint and the
/// protocol are the destination's.
/// </summary>
internal sealed class TracePipeline : IDisposable
{
    // A span carries the whole visible history of its conversation: many messages of several attributes each.
    private const int AttributeLimit = 10_000;

    // Thirty-two spans with long histories stay below the few megabytes that collectors accept in one request.
    private const int BatchSize = 32;

    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
    private readonly ExportWatch _watch;
    private readonly TracerProvider _provider;

    public TracePipeline(string sourceName, string serviceName, TraceDestination destination, string unsentFolder, IConfiguration configuration)
    {
        _watch = new ExportWatch(_handler);
        var settings = Settings(configuration, Path.Combine(unsentFolder, destination.FolderName));
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
        var before = _watch.Failures;
        return _provider.ForceFlush((int)timeout.TotalMilliseconds) && _watch.Failures == before;
    }

    public void Dispose()
    {
        _provider.Dispose();
        _watch.Dispose();
    }

    private static IConfiguration Settings(IConfiguration configuration, string unsentFolder) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT"] = AttributeLimit.ToString(CultureInfo.InvariantCulture),
            ["OTEL_BSP_MAX_EXPORT_BATCH_SIZE"] = BatchSize.ToString(CultureInfo.InvariantCulture),
            ["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "disk",
            ["OTEL_DOTNET_EXPERIMENTAL_OTLP_DISK_RETRY_DIRECTORY_PATH"] = unsentFolder,
        })
        .AddConfiguration(configuration)
        .Build();

    private void Configure(OtlpExporterOptions exporter, TraceDestination destination)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = destination.Endpoint;
        exporter.HttpClientFactory = () =>
        {
            var http = new HttpClient(_watch, disposeHandler: false) { Timeout = TimeSpan.FromMilliseconds(exporter.TimeoutMilliseconds) };
            if (destination.ApiKey is { Length: > 0 } key)
            {
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            }

            return http;
        };
    }
}
