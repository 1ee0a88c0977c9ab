using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Review;

/// <summary>Writes what a person decided, and brings it into the index at once.</summary>
internal sealed partial class ReviewWriter(SessionSync sync, TimeProvider clock, ILogger<ReviewWriter> logger)
{
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(800), TimeSpan.FromMilliseconds(1600),
    ];

    /// <summary>
    /// Makes a write that may be repeated. Phoenix answers 404 for a span or session whose spans are still on their way: a person who was quick
    /// should not notice, so it is repeated for three seconds.
    /// </summary>
    /// <exception cref="PhoenixException">The write failed otherwise, or its target did not come.</exception>
    public async Task WriteAsync(string project, string sessionId, Func<Task> write, CancellationToken cancellationToken)
    {
        foreach (var pause in Pauses)
        {
            if (await TryAsync(write))
            {
                await ShowAsync(project, sessionId, cancellationToken);
                return;
            }

            await Task.Delay(pause, clock, cancellationToken);
        }

        await write();
        await ShowAsync(project, sessionId, cancellationToken);
    }

    private static async Task<bool> TryAsync(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (PhoenixException exception) when (exception.Kind == PhoenixFailure.NotFound)
        {
            return false;
        }
    }

    private async Task ShowAsync(string project, string sessionId, CancellationToken cancellationToken)
    {
        try
        {
            await sync.RefreshAnnotationsAsync(project, [sessionId], cancellationToken);
        }
        catch (PhoenixException exception)
        {
            // It is written; the next synchronization shows it.
            LogNotShown(exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "A review was written, but the index could not be refreshed at once: {Reason}")]
    private partial void LogNotShown(string reason);
}
