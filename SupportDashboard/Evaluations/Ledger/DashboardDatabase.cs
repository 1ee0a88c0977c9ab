using Npgsql;
using SupportDashboard.Hosting;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>
/// Where the dashboard keeps what Phoenix has no place for: a SQLite file in the data folder, or, when a connection string is configured,
/// a PostgreSQL database that several dashboards share.
/// </summary>
public sealed class DashboardDatabase
{
    /// <summary>The configuration key of the connection string (environment: <c>ConnectionStrings__Dashboard</c>).</summary>
    public const string ConnectionKey = "ConnectionStrings:Dashboard";

    private const string HowTo = "Set ConnectionStrings__Dashboard to, for example, Host=db;Database=dashboard;Username=dashboard;Password=...";
    private const string FileName = "dashboard.db";

    // A network that swallows packets would keep a waiting connection waiting.
    private const int KeepAliveSeconds = 30;

    private DashboardDatabase(string connectionString, bool isPostgres, string name) =>
        (ConnectionString, IsPostgres, Name) = (connectionString, isPostgres, name);

    /// <summary>True for PostgreSQL: other dashboards may work on the same runs.</summary>
    public bool IsPostgres { get; }

    /// <summary>What people may see of it: the file's path, or database, host and port. Never a password.</summary>
    public string Name { get; }

    internal string ConnectionString { get; }

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="DashboardDatabaseException">The connection string cannot be read or names no host.</exception>
    public static DashboardDatabase From(IConfiguration configuration, DataFolder folder)
    {
        if (configuration[ConnectionKey] is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return new($"Data Source={folder.File(FileName)}", isPostgres: false, folder.File(FileName));
        }

        try
        {
            var connection = new NpgsqlConnectionStringBuilder(text) { ApplicationName = "SupportDashboard", KeepAlive = KeepAliveSeconds };
            return connection.Host is { Length: > 0 } host
                ? new(connection.ConnectionString, isPostgres: true, $"PostgreSQL, database {connection.Database ?? connection.Username} on {host}:{connection.Port}")
                : throw new DashboardDatabaseException($"The connection string of the dashboard database names no Host. {HowTo}", null);
        }
        catch (ArgumentException exception)
        {
            throw new DashboardDatabaseException($"The connection string of the dashboard database is not a list of Key=Value parts that PostgreSQL's client knows. {HowTo}", exception);
        }
    }
}
