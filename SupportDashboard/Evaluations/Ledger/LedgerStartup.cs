using Microsoft.EntityFrameworkCore;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>Brings the dashboard database to the current schema and takes back what a stopped process left half done.</summary>
internal sealed class LedgerStartup(LedgerDoor door, ItemLedger items) : IHostedService
{
    private const string MigrationLock = "__EFMigrationsLock";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await door.WriteAsync(
            async db =>
            {
                if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
                {
                    await DropAbandonedLockAsync(db, cancellationToken);
                    await db.Database.MigrateAsync(cancellationToken);
                }

                return 0;
            },
            cancellationToken);
        await items.TakeBackAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

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
