using SupportDashboard.Hosting;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Tracing;

/// <summary>Owns the pipeline that sends the agent's spans to Phoenix, from the start of the application to its end.</summary>
public sealed class TraceExport(PhoenixConnection phoenix, TraceFeed feed, DataFolder folder, IConfiguration configuration, ILogger<TraceExport> logger)
    : IUnsentTraces, IHostedService, IDisposable
{
    /// <summary>How long a turn waits for its trace to be delivered.</summary>
    public static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(2);

    private const string ServiceName = "support-dashboard";

    private TracePipeline? _pipeline;

    /// <summary>What is on its way; null before the start.</summary>
    internal TraceOutbox? Outbox { get; private set; }

    /// <summary>Where it goes; null before the start.</summary>
    internal TraceDestination? Destination { get; private set; }

    TraceOutbox? IUnsentTraces.Outbox => Outbox;

    TraceDestination? IUnsentTraces.Destination => Destination;

    /// <summary>Builds the pipeline; Phoenix's address is known by then.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Those headers, often a key, are meant for a collector elsewhere; here they would replace the embedded server's own key.
        var headers = phoenix.Mode == PhoenixMode.Embedded ? null : configuration["OTEL_EXPORTER_OTLP_HEADERS"];
        Destination = new TraceDestination(phoenix.TracesEndpoint, phoenix.ApiKey, phoenix.Project, headers);
        Outbox = new TraceOutbox(Path.Combine(folder.Folder("unsent-traces"), Destination.FolderName), TimeProvider.System);
        _pipeline = new TracePipeline(AgentTracing.SourceName, ServiceName, Destination, Outbox, configuration, logger);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Sends the spans that have ended, for at most <see cref="FlushTimeout"/>; true when Phoenix has acknowledged them. What it did not take is kept on
    /// disk. Never throws, and cannot be cancelled: a turn that was stopped is a turn all the same.
    /// </summary>
    public async Task<bool> FlushAsync()
    {
        if (_pipeline is not { } pipeline)
        {
            return false;
        }

        // The SDK's flush blocks its thread: a thread of its own, neither the circuit's nor one of the pool's.
        var delivered = await Task.Factory.StartNew(
            static state => ((TracePipeline)state!).Flush(FlushTimeout), pipeline, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        feed.Publish();
        return delivered;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => Interlocked.Exchange(ref _pipeline, null)?.Dispose();
}
