using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using SupportDashboard.Evaluations.Ledger;

namespace SupportDashboard.Evaluations;

/// <summary>
/// The storage of Hangfire's queue. On one machine it lies in memory and may lose or repeat anything. Beside a ledger in PostgreSQL it lies there too, so that
/// dashboards share the work, and the job of one that died is handed out again as soon as its signs of life stop.
/// </summary>
internal sealed class RunQueue(DashboardDatabase database) : IDisposable
{
    private static readonly TimeSpan KeptInMemory = TimeSpan.FromMinutes(10);

    // A resumed run is to be at work within 15 seconds; Hangfire renews five times in that span while a job runs.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    private readonly Lazy<JobStorage> _storage = new(() => database.IsPostgres ? Shared(database.ConnectionString) : new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = KeptInMemory }));

    /// <summary>Other dashboards work on the same runs.</summary>
    public bool IsShared => database.IsPostgres;

    /// <summary>Opened at the first use; in PostgreSQL that makes its tables.</summary>
    public JobStorage Storage => _storage.Value;

    public void Dispose()
    {
        if (_storage is { IsValueCreated: true, Value: IDisposable storage })
        {
            storage.Dispose();
        }
    }

    private static PostgreSqlStorage Shared(string connectionString)
    {
        var options = new PostgreSqlStorageOptions { InvisibilityTimeout = Silence, UseSlidingInvisibilityTimeout = true, QueuePollInterval = PollInterval, EnableLongPolling = true };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(connectionString, options), options);
    }
}
