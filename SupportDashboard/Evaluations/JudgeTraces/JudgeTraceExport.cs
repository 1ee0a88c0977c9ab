using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SupportDashboard.Hosting;
using SupportDashboard.Phoenix;
using SupportDashboard.Tracing;

namespace SupportDashboard.Evaluations.JudgeTraces;

/// <summary>
/// Owns the pipeline that sends the judges' spans to Phoenix, into a project of their own. Unlike the agent's it keeps on disk only what Phoenix does not
/// take: what a crash loses is a look behind a verdict, not the verdict.
/// </summary>
internal sealed class JudgeTraceExport(
    PhoenixConnection phoenix, DataFolder folder, IOptions<EvaluationOptions> options, IConfiguration configuration, ILogger<JudgeTraceExport> logger)
    : IUnsentTraces, IHostedService, IDisposable
{
    /// <summary>The project of the judges' traces.</summary>
    public const string Project = "support-bot-evaluations";

    /// <summary>What may wait on disk; traces beyond it are lost.</summary>
    public const long MaxUnsentBytes = 256L * 1024 * 1024;

    private const string ServiceName = "support-dashboard-judges";

    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(2);

    private JudgeOutboxHandler? _handler;
    private TracerProvider? _provider;

    /// <inheritdoc/>
    public TraceOutbox? Outbox { get; private set; }

    /// <inheritdoc/>
    public TraceDestination? Destination { get; private set; }

    /// <summary>Builds the pipeline; Phoenix's address is known by then.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Those headers, often a key, are meant for a collector elsewhere; here they would replace the embedded server's own key.
        var headers = phoenix.Mode == PhoenixMode.Embedded ? null : configuration["OTEL_EXPORTER_OTLP_HEADERS"];
        var destination = Destination = new TraceDestination(phoenix.TracesEndpoint, phoenix.ApiKey, Project, headers);

        // What waits there is delivered also where nothing more is traced.
        Outbox = new TraceOutbox(Path.Combine(folder.Folder("unsent-judgements"), destination.FolderName), TimeProvider.System, MaxUnsentBytes);
        if (options.Value.TraceJudges)
        {
            _handler = new JudgeOutboxHandler(TraceDestination.CreateHandler(), new OutboxWriter(Outbox, logger), TimeProvider.System);
            _provider = Sdk.CreateTracerProviderBuilder()
                .ConfigureResource(static resource => resource.AddService(ServiceName).AddAttributes([new(OpenInference.ProjectName, Project)]))
                .SetSampler(new AlwaysOnSampler())
                .AddSource(JudgeTracing.SourceName)
                .AddProcessor(new JudgeSpanQueue(new JudgeSpanExporter(Options(destination, _handler))))
                .Build();
        }

        return Task.CompletedTask;
    }

    /// <summary>Sends the spans that have ended, for a bounded time, off the caller's thread: somebody wants to see one of them.</summary>
    public Task FlushAsync() => _provider is { } provider
        ? Task.Factory.StartNew(
            static state => ((TracerProvider)state!).ForceFlush((int)FlushTimeout.TotalMilliseconds), provider, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
        : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        Interlocked.Exchange(ref _provider, null)?.Dispose();
        Interlocked.Exchange(ref _handler, null)?.Dispose();
    }

    private static OtlpExporterOptions Options(TraceDestination destination, JudgeOutboxHandler handler) => new()
    {
        Protocol = OtlpExportProtocol.HttpProtobuf,
        Endpoint = destination.Endpoint,
        Compression = OtlpExportCompression.None,
        Headers = string.Empty,
        HttpClientFactory = () => destination.CreateClient(handler),
    };
}
