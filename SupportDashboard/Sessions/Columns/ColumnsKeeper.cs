using SupportDashboard.Llm;

namespace SupportDashboard.Sessions.Columns;

/// <summary>
/// Fills the columns when the application starts, so that the first visitor need not wait for them; writes them to their file now and then
/// and at the end, so that the next start need not compute them; and lets them follow the price table when somebody edits it.
/// </summary>
internal sealed partial class ColumnsKeeper(SessionMemory memory, LlmPrices prices, IndexFeed feed, TimeProvider clock, ILogger<ColumnsKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await GuardAsync(() => memory.SaveAsync(force: true, cancellationToken), cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await GuardAsync(() => memory.LoadAsync().WaitAsync(stoppingToken), stoppingToken);
        await GuardAsync(() => memory.OrderedAsync().WaitAsync(stoppingToken), stoppingToken);
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            await GuardAsync(() => memory.SaveAsync(force: false, stoppingToken), stoppingToken);
            await GuardAsync(() => RepriceAsync(stoppingToken), stoppingToken);
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task RepriceAsync(CancellationToken stoppingToken)
    {
        if (prices.Reload())
        {
            await memory.RepriceAsync(stoppingToken);
            feed.Publish();
            LogRepriced(logger);
        }
    }

    // What fails here is tried again, or costs the next start a few seconds.
    private async Task GuardAsync(Func<Task> work, CancellationToken stoppingToken)
    {
        try
        {
            await work();
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The memory ends its reading when it is disposed.
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The sessions in memory could not be filled, kept or priced; that is tried again.")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Information, "The price table was edited; the costs of all sessions follow it.")]
    private static partial void LogRepriced(ILogger logger);
}
