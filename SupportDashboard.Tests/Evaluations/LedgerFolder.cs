using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Ledger;

namespace SupportDashboard.Tests.Evaluations;

/// <summary>A real ledger in a folder that dies with it.</summary>
internal sealed class LedgerFolder : IDbContextFactory<DashboardDbContext>, IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-ledger-").FullName;

    public LedgerFolder()
    {
        Door = new LedgerDoor(this);
        Runs = new RunLedger(Door, Clock);
        Items = new ItemLedger(Door, Clock);
        Writes = new WriteLedger(Door, Clock);
        Reader = new RunReader(Door);
        Startup = new LedgerStartup(Door, Items);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public LedgerDoor Door { get; }

    public RunLedger Runs { get; }

    public ItemLedger Items { get; }

    public WriteLedger Writes { get; }

    public RunReader Reader { get; }

    public LedgerStartup Startup { get; }

    public static async Task<LedgerFolder> OpenAsync()
    {
        var ledger = new LedgerFolder();
        await ledger.Startup.PrepareAsync(Token);
        return ledger;
    }

    /// <summary>Starts a run for sessions s1, s2, … with both evaluators.</summary>
    public Task<CreatedRun> StartAsync(int sessions, bool again = false) => Runs.CreateAsync(
        new("support-bot", [.. Enumerable.Range(1, sessions).Select(static number => $"s{number}")], [], again), EvaluatorCatalog.Standard, Token);

    public async Task<EvaluationRun> FindAsync(Guid runId) => (await Reader.FindAsync(runId, Token))!;

    public DashboardDbContext CreateDbContext() =>
        new(new DbContextOptionsBuilder<DashboardDbContext>().UseSqlite($"Data Source={Path.Combine(_folder, "dashboard.db")}").Options);

    public ValueTask DisposeAsync()
    {
        Door.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
