using Microsoft.EntityFrameworkCore;
using SupportDashboard.Evaluations.Authoring;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>
/// Brings the dashboard database to the current schema and takes back what a stopped process left half done, beside the start of the
/// application: who needs the ledger before that waits at its door.
/// </summary>
internal sealed class LedgerStartup(LedgerDoor door, ItemLedger items, EvaluatorStore evaluators, DashboardDatabase? database = null) : BackgroundService
{
    private const string MigrationLock = "__EFMigrationsLock";

    /// <summary>Does it, and opens the door.</summary>
    public Task PrepareAsync(CancellationToken cancellationToken) => door.OpenAsync(
        async db =>
        {
            await UseWriteAheadLogAsync(db, cancellationToken);
            if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            {
                await DropAbandonedLockAsync(db, cancellationToken);
                await db.Database.MigrateAsync(cancellationToken);
            }

            await evaluators.LoadAsync(db, cancellationToken);

            // On PostgreSQL another dashboard may be judging: whose work stopped is found out by the job queue.
            if (db.Database.IsSqlite())
            {
                await items.TakeBackAsync(db, cancellationToken);
            }
        },
        cancellationToken);

    /// <summary>A server may be away, which whoever starts the application has to hear; a file is simply there, and the start does not wait for it.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (database is { IsPostgres: true })
        {
            try
            {
                await PrepareAsync(cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw new DashboardDatabaseException($"The dashboard database cannot be reached or prepared: {database.Name}. {exception.GetBaseException().Message}", exception);
            }
        }

        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => database is { IsPostgres: true } ? Task.CompletedTask : PrepareAsync(stoppingToken);

    /// <summary>
    /// EF Core does this for a file that it creates itself, which this one is not always. Without it everybody who reads keeps a verdict from
    /// being written, and each one waits for the disk three times.
    /// </summary>
    private static async Task UseWriteAheadLogAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        if (db.Database.IsSqlite())
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
        }
    }

    /// <summary>
    /// On SQLite EF Core locks migrations with a row in a table, and a process that was killed while it migrated leaves the row
    /// behind: every later start would wait for it without end. The data folder's own lock already keeps other processes out.
    /// </summary>
    private static async Task DropAbandonedLockAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        if (db.Database.IsSqlite())
        {
            await db.Database.ExecuteSqlRawAsync($"DROP TABLE IF EXISTS \"{MigrationLock}\"", cancellationToken);
        }
    }
}
