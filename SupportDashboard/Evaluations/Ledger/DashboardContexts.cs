using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>Makes contexts for the database that is configured; pooled.</summary>
internal sealed class DashboardContexts(DashboardDatabase database) : IDbContextFactory<DashboardDbContext>
{
    private const int MaxRetries = 5;

    private static readonly TimeSpan LongestRetryPause = TimeSpan.FromSeconds(5);

    private readonly Func<DashboardDbContext> _create = database.IsPostgres ? Postgres(database.ConnectionString) : Sqlite(database.ConnectionString);

    public DashboardDbContext CreateDbContext() => _create();

    private static Func<DashboardDbContext> Sqlite(string connectionString) =>
        new PooledDbContextFactory<DashboardDbContext>(new DbContextOptionsBuilder<DashboardDbContext>().UseSqlite(connectionString).Options).CreateDbContext;

    // A server restarts and networks break: what a transaction did not commit is done again (LedgerDoor), on a context of its own.
    private static Func<DashboardDbContext> Postgres(string connectionString) =>
        new PooledDbContextFactory<PostgresDashboardDbContext>(new DbContextOptionsBuilder<PostgresDashboardDbContext>()
            .UseNpgsql(connectionString, static postgres => postgres.EnableRetryOnFailure(MaxRetries, LongestRetryPause, errorCodesToAdd: null))
            .Options).CreateDbContext;
}
