using Microsoft.EntityFrameworkCore;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>
/// Brings the dashboard database to the current schema and takes back what a stopped process left half done, beside the start of the
/// application: who needs the ledger before that waits at its door.
/// </summary>
internal sealed class LedgerStartup(LedgerDoor door, ItemLedger items) : BackgroundService
{
    private const string MigrationLock = "__EFMigrationsLock";

    /// <summary>Does it, and opens the door.</summary>
    public Task PrepareAsync(CancellationToken cancellationToken) => door.OpenAsync(
        async db =>
        {
            if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            {
                await DropAbandonedLockAsync(db, cancellationToken);
                await db.Database.MigrateAsync(cancellationToken);
            }

            await items.TakeBackAsync(db, cancellationToken);
        },
        cancellationToken);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => PrepareAsync(stoppingToken);

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
