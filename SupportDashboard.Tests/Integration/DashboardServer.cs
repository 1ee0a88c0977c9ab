using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Tests.Integration;

/// <summary>The whole application on real Kestrel ports with real databases in a folder that dies with it.</summary>
public sealed class DashboardServer : WebApplicationFactory<Program>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-").FullName;

    public DashboardServer()
    {
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
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
