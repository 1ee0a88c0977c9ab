[assembly: AssemblyFixture(typeof(SupportDashboard.Tests.Integration.PostgresServer))]

namespace SupportDashboard.Tests.Integration;

/// <summary>
/// One PostgreSQL server for the test run, started when the first test asks. In CI a missing server is a failure; elsewhere its tests are skipped and say so.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    // Nothing of it has to survive the machine.
    private static readonly string[] Settings = ["fsync=off", "max_connections=300"];

    private readonly SemaphoreSlim _starting = new(1);
    private PostgresProcess? _process;

    /// <summary>Creates an empty database and gives its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            _process ??= await PostgresProcess.StartAsync(FindBinaries(), Settings, cancellationToken);
        }
        finally
        {
            _starting.Release();
        }

        return await _process.CreateDatabaseAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _starting.Dispose();
    }

    private static string FindBinaries()
    {
        if (PostgresProcess.FindBinaries() is { } binaries)
        {
            return binaries;
        }

        const string Missing = "No PostgreSQL server was found; ./test.sh installs Debian's, PG_BIN names another one's programs.";
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", Missing);
        throw new InvalidOperationException(Missing);
    }
}
