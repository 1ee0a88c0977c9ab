using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Authoring;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Llm;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Evaluations;

/// <summary>A real ledger in a folder that dies with it.</summary>
internal sealed class LedgerFolder : IDbContextFactory<DashboardDbContext>, IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-ledger-").FullName;

    private readonly string? _postgres;

    /// <param name="postgres">A connection string; null keeps the ledger in a SQLite file.</param>
    public LedgerFolder(string? postgres = null)
    {
        _postgres = postgres;
        Statements = new SqliteStatements();
        Door = new LedgerDoor(this);
        Runs = new RunLedger(Door, Clock);
        Steps = new LedgerSteps(Door);
        Items = new ItemLedger(Door, Steps, Clock);
        Writes = new WriteLedger(Door, Clock, isShared: postgres is not null);
        Reader = new RunReader(Door, new LlmPrices());
        Evaluators = new EvaluatorStore(Door, Book, Clock, NullLogger<EvaluatorStore>.Instance);
        Startup = new LedgerStartup(Door, Items, Evaluators);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    /// <summary>What was asked of a SQLite file.</summary>
    public SqliteStatements Statements { get; }

    public LedgerDoor Door { get; }

    public LedgerSteps Steps { get; }

    public RunLedger Runs { get; }

    public ItemLedger Items { get; }

    public WriteLedger Writes { get; }

    public RunReader Reader { get; }

    public EvaluatorBook Book { get; } = new();

    public EvaluatorStore Evaluators { get; }

    public LedgerStartup Startup { get; }

    public static async Task<LedgerFolder> OpenAsync(string? postgres = null)
    {
        var ledger = new LedgerFolder(postgres);
        await ledger.Startup.PrepareAsync(Token);
        return ledger;
    }

    /// <summary>Starts a run for sessions s1, s2, … with both evaluators.</summary>
    public Task<CreatedRun> StartAsync(int sessions, bool again = false) => Runs.CreateAsync(
        new("support-bot", [.. Enumerable.Range(1, sessions).Select(static number => $"s{number}")], [], again), EvaluatorCatalog.Standard, Token);

    public async Task<EvaluationRun> FindAsync(Guid runId) => (await Reader.FindAsync(runId, Token))!;

    public DashboardDbContext CreateDbContext() => _postgres is null
        ? new DashboardDbContext(new DbContextOptionsBuilder<DashboardDbContext>().UseSqlite($"Data Source={Path.Combine(_folder, "dashboard.db")}").AddInterceptors(Statements).Options)
        : new PostgresDashboardDbContext(new DbContextOptionsBuilder<PostgresDashboardDbContext>().UseNpgsql(_postgres, static npgsql => npgsql.EnableRetryOnFailure()).Options);

    public async ValueTask DisposeAsync()
    {
        await Steps.DisposeAsync();
        Door.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
