using System.Net.Http.Headers;
using System.Threading.Channels;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Tracing;

/// <summary>
/// Delivers what waits in the outboxes: when the application starts, when Phoenix's state changes (it is back, its key works again), and every
/// half minute. The first failure ends a round of an outbox, because the next request would fail as well.
/// </summary>
internal sealed partial class OutboxDelivery(IReadOnlyList<IUnsentTraces> exports, PhoenixConnection phoenix, TraceFeed feed, TimeProvider clock, ILogger<OutboxDelivery> logger) : BackgroundService
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Delivers what waits now; the number of requests delivered.</summary>
    internal async Task<int> DeliverAsync(CancellationToken cancellationToken)
    {
        var delivered = 0;
        foreach (var export in exports)
        {
            delivered += await DeliverAsync(export, cancellationToken);
        }

        if (delivered > 0)
        {
            LogDelivered(delivered);
            feed.Publish();
        }

        return delivered;
    }

    private static async Task<int> DeliverAsync(IUnsentTraces export, CancellationToken cancellationToken)
    {
        if (export.Outbox is not { } outbox || export.Destination is not { } destination || outbox.Waiting() is not { Count: > 0 } waiting)
        {
            return 0;
        }

        using var handler = TraceDestination.CreateHandler();
        using var http = destination.CreateClient(handler);
        var delivered = 0;
        foreach (var path in waiting.Where(outbox.TryClaim))
        {
            if (!await SendAsync(http, destination, outbox, path, cancellationToken))
            {
                break;
            }

            delivered++;
        }

        return delivered;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var changes = phoenix.Subscribe(() => _wake.Writer.TryWrite(true));
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DeliverAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }

            await WaitAsync(stoppingToken);
        }
    }

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        using var interval = new CancellationTokenSource(Interval, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(interval.Token, stoppingToken);
        try
        {
            await _wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (interval.IsCancellationRequested)
        {
            // Time for another round.
        }
    }

    private static async Task<bool> SendAsync(HttpClient http, TraceDestination destination, TraceOutbox outbox, string path, CancellationToken cancellationToken)
    {
        var done = false;
        try
        {
            using var content = new ByteArrayContent(await File.ReadAllBytesAsync(path, cancellationToken));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
            using var response = await http.PostAsync(destination.Endpoint, content, cancellationToken);
            done = OutboxHandler.IsAcknowledged(response) || OutboxHandler.IsFinal(response.StatusCode);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // Still not there: the next round tries again.
        }
        finally
        {
            if (done)
            {
                outbox.Remove(path);
            }
            else
            {
                outbox.Release(path);
            }
        }

        return done;
    }

    [LoggerMessage(LogLevel.Information, "{Count} unsent export requests were delivered to Phoenix.")]
    private partial void LogDelivered(int count);

    [LoggerMessage(LogLevel.Error, "Unsent traces could not be delivered.")]
    private partial void LogFailed(Exception exception);
}
