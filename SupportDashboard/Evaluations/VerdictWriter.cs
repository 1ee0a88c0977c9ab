using System.Collections.Concurrent;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Evaluations;

/// <summary>
/// Writes the verdicts that wait in the ledger to Phoenix, as long as it takes: while Phoenix is away they stay there, and are written when it is back,
/// also by a later process. The upsert makes a repeated write harmless. What this process judges itself goes from hand to hand, many at once, without
/// being read from the ledger again.
/// </summary>
internal sealed partial class VerdictWriter(
    WriteLedger ledger, VerdictDelivery delivery, PhoenixConnection connection, EvaluationFeed feed, TimeProvider clock, ILogger<VerdictWriter> logger)
    : BackgroundService, ILedgerListener
{
    private const int BatchSize = 200;
    private const int MostInHand = 2000;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    // Another dashboard may die between storing a verdict and telling of it.
    private static readonly TimeSpan SharedIdle = TimeSpan.FromSeconds(5);

    // While others are being judged, a verdict waits this long for company.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    private readonly Signal _work = new(clock);
    private readonly Signal _enough = new(clock);
    private readonly Signal _back = new(clock);
    private readonly ConcurrentQueue<ItemRow> _inHand = new();
    private volatile bool _looks = true;
    private DateTimeOffset _nextLook;

    /// <summary>A verdict was stored by this process, which took it on itself to write it.</summary>
    /// <param name="judged">The item as the ledger has it.</param>
    /// <param name="isLast">Nothing else is being judged: it is not kept waiting.</param>
    public void Write(ItemRow judged, bool isLast)
    {
        // What is too much for the hand comes from the ledger later.
        if (_inHand.Count < MostInHand)
        {
            _inHand.Enqueue(judged);
        }

        if (isLast || _inHand.Count >= BatchSize)
        {
            _enough.Set();
        }

        _work.Set();
    }

    /// <summary>Another dashboard may have stored a verdict and died before it was written.</summary>
    public void LookAgain()
    {
        _looks = true;
        _work.Set();
    }

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
                    await WaitAsync(stoppingToken);
                }
                else
                {
                    await _back.WaitAsync(Pause(failures++), stoppingToken);
                    await ledger.HurryAsync(stoppingToken);
                    _looks = true;
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
                _looks = true;
            }
        }
    }

    /// <summary>Writes all that is due. False when Phoenix takes nothing at the moment.</summary>
    private async Task<bool> WriteDueAsync(CancellationToken cancellationToken)
    {
        while (await NextAsync(cancellationToken) is { Count: > 0 } due)
        {
            var delivered = await delivery.WriteAsync(due, cancellationToken);
            feed.Publish();

            // Phoenix may have refused one for now.
            var soon = clock.GetUtcNow() + FirstPause;
            _nextLook = _nextLook < soon ? _nextLook : soon;
            if (!delivered)
            {
                return false;
            }
        }

        return true;
    }

    private async Task<List<ItemRow>> NextAsync(CancellationToken cancellationToken)
    {
        var batch = new List<ItemRow>();
        while (batch.Count < BatchSize && _inHand.TryDequeue(out var judged))
        {
            batch.Add(judged);
        }

        if (batch.Count > 0 || (!_looks && clock.GetUtcNow() < _nextLook))
        {
            return batch;
        }

        _looks = false;
        var due = await ledger.DueAsync(BatchSize, cancellationToken);
        _looks |= due.Count > 0;
        _nextLook = due.Count > 0 ? _nextLook : clock.GetUtcNow() + await UntilNextAsync(cancellationToken);
        return due;
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var wait = _nextLook - clock.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            await _work.WaitAsync(wait, cancellationToken);
        }

        if (!_inHand.IsEmpty)
        {
            await _enough.WaitAsync(Gathering, cancellationToken);
        }
    }

    private async Task<TimeSpan> UntilNextAsync(CancellationToken cancellationToken)
    {
        var idle = ledger.IsShared ? SharedIdle : Idle;
        if (await ledger.NextDueAsync(cancellationToken) is not { } next)
        {
            return idle;
        }

        var wait = DateTimeOffset.FromUnixTimeMilliseconds(next) - clock.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < idle ? wait : idle;
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
