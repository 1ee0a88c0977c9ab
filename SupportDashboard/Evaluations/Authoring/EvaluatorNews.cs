using Microsoft.EntityFrameworkCore;
using SupportDashboard.Evaluations.Ledger;

namespace SupportDashboard.Evaluations.Authoring;

/// <summary>
/// Shows what another dashboard on the same database published, retired or brought back. Most news are of runs: the book is read again only when something
/// is different from what was read last.
/// </summary>
internal sealed partial class EvaluatorNews(LedgerDoor door, EvaluatorStore store, TimeProvider clock, ILogger<EvaluatorNews> logger) : BackgroundService, ILedgerListener
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);

    private readonly Signal _news = new(clock);
    private (long Newest, long Retired) _known;

    public void LookAgain() => _news.Set();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _news.WaitAsync(Idle, stoppingToken);
                var now = await door.ReadAsync(
                    async db => (await db.Evaluators.MaxAsync(static row => (long?)row.Id, stoppingToken) ?? 0, await db.Evaluators.SumAsync(static row => row.RetiredAt, stoppingToken) ?? 0),
                    stoppingToken);
                if (now != _known)
                {
                    await store.RefreshAsync(stoppingToken);
                    _known = now;
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogFailed(exception);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "What other dashboards published could not be read; it is tried again with the next news.")]
    private partial void LogFailed(Exception exception);
}
