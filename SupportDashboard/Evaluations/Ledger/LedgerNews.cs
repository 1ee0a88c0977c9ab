using Npgsql;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>
/// Lets the dashboards of one PostgreSQL database hear of each other's changes, by its NOTIFY: who shows a run sees it move, whichever of them works on it.
/// A notice holds nothing but who sent it. On SQLite nobody else is there, and it does nothing.
/// </summary>
internal sealed partial class LedgerNews(
    DashboardDatabase database, LedgerDoor door, IEnumerable<ILedgerListener> listeners, TimeProvider clock, ILogger<LedgerNews> logger) : BackgroundService
{
    private const string Channel = "support_dashboard";

    private static readonly TimeSpan BetweenNotices = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan ReconnectPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);

    private readonly string _me = Guid.NewGuid().ToString("N");
    private readonly Signal _changed = new(clock);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database.IsPostgres)
        {
            using var subscription = door.Subscribe(_changed.Set);
            await Task.WhenAll(KeepAsync(ListenAsync, stoppingToken), KeepAsync(TellAsync, stoppingToken));
        }
    }

    /// <summary>Until the application stops; what broke begins anew.</summary>
    private async Task KeepAsync(Func<NpgsqlConnection, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(database.ConnectionString);
                await connection.OpenAsync(cancellationToken);
                await work(connection, cancellationToken);
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException)
            {
                LogBroken(exception.Message);
                await Task.Delay(ReconnectPause, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        connection.Notification += (_, notice) =>
        {
            if (notice.Payload != _me)
            {
                LookAgain();
            }
        };
        await using (var command = new NpgsqlCommand($"LISTEN {Channel}", connection))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        // What was said while nobody listened.
        LookAgain();
        while (!cancellationToken.IsCancellationRequested)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private async Task TellAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection) { Parameters = { new() { Value = Channel }, new() { Value = _me } } };
        while (!cancellationToken.IsCancellationRequested)
        {
            await _changed.WaitAsync(Idle, cancellationToken);
            await command.ExecuteNonQueryAsync(cancellationToken);
            await Task.Delay(BetweenNotices, clock, cancellationToken);
        }
    }

    private void LookAgain()
    {
        foreach (var listener in listeners)
        {
            listener.LookAgain();
        }
    }

    [LoggerMessage(LogLevel.Warning, "News of the other dashboards on the same database are interrupted: {Reason}")]
    private partial void LogBroken(string reason);
}
