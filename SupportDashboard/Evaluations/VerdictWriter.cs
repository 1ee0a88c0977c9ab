using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Evaluations;

/// <summary>
/// Writes the verdicts that wait in the ledger to Phoenix, oldest first, as long as it takes: while Phoenix is away they stay there, and are
/// written when it is back, also by a later process. The upsert makes a repeated write harmless.
/// </summary>
internal sealed partial class VerdictWriter(
    WriteLedger ledger, VerdictDelivery delivery, PhoenixConnection connection, EvaluationFeed feed, TimeProvider clock, ILogger<VerdictWriter> logger)
    : BackgroundService
{
    private const int BatchSize = 50;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    private readonly Signal _work = new(clock);
    private readonly Signal _back = new(clock);

    /// <summary>Says that a verdict was stored.</summary>
    public void Wake() => _work.Set();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var health = connection.Subscribe(OnHealth);
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await WriteDueAsync(stoppingToken))
                {
                    failures = 0;
                    await _work.WaitAsync(await UntilNextAsync(stoppingToken), stoppingToken);
                }
                else
                {
                    await _back.WaitAsync(Pause(failures++), stoppingToken);
                    await ledger.HurryAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogUnexpected(exception);
                await _back.WaitAsync(Pause(failures++), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Writes all that is due. False when Phoenix takes nothing at the moment.</summary>
    private async Task<bool> WriteDueAsync(CancellationToken cancellationToken)
    {
        while (await ledger.DueAsync(BatchSize, cancellationToken) is { Count: > 0 } due)
        {
            var delivered = await delivery.WriteAsync(due, cancellationToken);
            feed.Publish();
            if (!delivered)
            {
                return false;
            }
        }

        return true;
    }

    private async Task<TimeSpan> UntilNextAsync(CancellationToken cancellationToken)
    {
        if (await ledger.NextDueAsync(cancellationToken) is not { } next)
        {
            return Idle;
        }

        var wait = DateTimeOffset.FromUnixTimeMilliseconds(next) - clock.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < Idle ? wait : Idle;
    }

    private void OnHealth()
    {
        if (connection.Health.IsConnected)
        {
            _back.Set();
        }
    }

    private static TimeSpan Pause(int failures)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(failures, 10));
        return pause < LongestPause ? pause : LongestPause;
    }

    [LoggerMessage(LogLevel.Error, "Writing verdicts failed unexpectedly; it is tried again.")]
    private partial void LogUnexpected(Exception exception);
}
