using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Tests.Integration;

/// <summary>The whole application on real Kestrel ports with real databases in a folder that dies with it.</summary>
public sealed class DashboardServer : WebApplicationFactory<Program>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-").FullName;

    private readonly (string Key, string Value)[] _settings;

    public DashboardServer()
        : this([])
    {
    }

    /// <param name="settings">Configuration beyond the usual one of a test, for example another Phoenix.</param>
    internal DashboardServer(params (string Key, string Value)[] settings)
    {
        _settings = settings;
        UseKestrel(0);
        StartServer();
    }

    /// <summary>Where the UI answers.</summary>
    public Uri Address => ClientOptions.BaseAddress;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("SUPPORTDASHBOARD_DATA", _folder);
        builder.UseSetting("LocalPhoenix:Enabled", "true");
        builder.UseSetting("LocalPhoenix:Port", "0");
        builder.UseSetting("LocalPhoenix:GrpcPort", "0");

        // What went wrong is to be seen where a test fails, and nothing else.
        builder.UseSetting("DetailedErrors", "true");
        builder.UseSetting("Logging:Console:LogLevel:Default", "Warning");

        // Demos play and the embedded model writes as fast as they can; what people watch, tests wait for.
        builder.UseSetting("Chat:DemoKeystroke", "00:00:00");
        builder.UseSetting("Chat:DemoPause", "00:00:00");
        builder.UseSetting("LocalModel:PieceDelay", "00:00:00");
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
