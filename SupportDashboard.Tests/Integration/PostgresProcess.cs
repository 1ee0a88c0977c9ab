using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace SupportDashboard.Tests.Integration;

/// <summary>A PostgreSQL server of our own, in a folder that dies with it, on loopback. Its programs are looked for in <c>PG_BIN</c>, then where Debian puts them.</summary>
internal sealed class PostgresProcess : IAsyncDisposable
{
    private const string DebianRoot = "/usr/lib/postgresql";
    private const string Account = "postgres";

    private readonly string _binaries;
    private readonly string _data;
    private readonly int _port;

    private PostgresProcess(string binaries, string data, int port) => (_binaries, _data, _port) = (binaries, data, port);

    /// <summary>The folder of the server's programs; null when there is none on this machine.</summary>
    public static string? FindBinaries()
    {
        var installed = Directory.Exists(DebianRoot) ? Directory.GetDirectories(DebianRoot).OrderDescending(StringComparer.Ordinal).Select(static version => Path.Combine(version, "bin")) : [];
        var configured = Environment.GetEnvironmentVariable("PG_BIN");
        return installed.Prepend(configured ?? "").FirstOrDefault(static folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    /// <summary>Starts a server with an empty cluster.</summary>
    /// <param name="binaries">What <see cref="FindBinaries"/> found.</param>
    /// <param name="settings">Settings besides the defaults, such as <c>fsync=off</c>.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<PostgresProcess> StartAsync(string binaries, IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("support-dashboard-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            await RunProcessAsync("chown", [Account, folder], cancellationToken);
        }

        var port = FreePort();
        var options = string.Join(' ', settings.Prepend("listen_addresses=127.0.0.1").Append($"unix_socket_directories={folder}").Select(static setting => $"-c {setting}"));
        await RunAsync(binaries, "initdb", cancellationToken, "-D", folder, "-U", Account, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync");
        await RunAsync(binaries, "pg_ctl", cancellationToken, "-D", folder, "-w", "-l", Path.Combine(folder, "server.log"), "-o", $"-p {port} {options}", "start");
        return new(binaries, folder, port);
    }

    /// <summary>Creates an empty database and gives its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        var name = $"test_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(ConnectionString(Account));
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsync(_binaries, "pg_ctl", CancellationToken.None, "-D", _data, "-m", "immediate", "-w", "stop");
        Directory.Delete(_data, recursive: true);
    }

    private string ConnectionString(string database) => $"Host=127.0.0.1;Port={_port};Username={Account};Database={database};Maximum Pool Size=30;Include Error Detail=true";

    // PostgreSQL does not run as root.
    private static Task RunAsync(string binaries, string program, CancellationToken cancellationToken, params string[] arguments)
    {
        var path = Path.Combine(binaries, program);
        return Environment.IsPrivilegedProcess
            ? RunProcessAsync("setpriv", [$"--reuid={Account}", $"--regid={Account}", "--clear-groups", "--", path, .. arguments], cancellationToken)
            : RunProcessAsync(path, arguments, cancellationToken);
    }

    // Its output goes nowhere: the server that pg_ctl leaves behind would hold a pipe open.
    private static async Task RunProcessAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments]) { WorkingDirectory = Path.GetTempPath() })!;
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
