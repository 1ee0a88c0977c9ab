namespace SupportDashboard.Sessions.Columns;

/// <summary>Fills the columns when the application starts, so that the first visitor need not wait for them.</summary>
internal sealed partial class ColumnsStartup(SessionMemory memory, ILogger<ColumnsStartup> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await memory.LoadAsync().WaitAsync(stoppingToken);
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

    [LoggerMessage(LogLevel.Warning, "The sessions could not be read into memory; the next question tries again.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
