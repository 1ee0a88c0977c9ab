using Microsoft.EntityFrameworkCore;

namespace SupportDashboard.Tests.Evaluations;

public sealed class SqliteLedgerTests : LedgerTests
{
    [Fact]
    public async Task A_migration_that_was_killed_does_not_lock_later_starts_out()
    {
        await using var ledger = new LedgerFolder();
        await using (var db = ledger.CreateDbContext())
        {
            await db.Database.ExecuteSqlRawAsync("""CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT); INSERT INTO "__EFMigrationsLock" VALUES (1, 'killed')""", Token);
        }

        await ledger.Startup.PrepareAsync(Token).WaitAsync(TimeSpan.FromMinutes(1), Token);

        Assert.Equal(2, (await ledger.StartAsync(1)).NewItems);
    }

    [Fact]
    public async Task After_a_restart_what_was_being_judged_is_pending_and_what_was_judged_is_kept()
    {
        await using var ledger = await OpenAsync();
        var created = await ledger.StartAsync(1);
        var items = await ledger.Items.ClaimAsync(created.RunId, "job", 2, Token);
        Assert.True(await ledger.Items.StoreAsync(items[0].Id, Resolved));

        await ledger.Startup.PrepareAsync(Token);

        var run = await ledger.FindAsync(created.RunId);
        Assert.Equal((1, 0, 1), (run.Pending, run.Judging, run.Judged));
        Assert.Equal(created.RunId, Assert.Single(await ledger.Runs.UnfinishedAsync(Token)));
        Assert.Equal("resolved", Assert.Single(await ledger.Writes.DueAsync(10, Token)).Label);
    }

    private protected override Task<LedgerFolder> OpenAsync() => LedgerFolder.OpenAsync();
}
