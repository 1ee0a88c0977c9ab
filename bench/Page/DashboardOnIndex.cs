using Dapper;
using Microsoft.Data.Sqlite;
using SupportDashboard.Bench.Load;
using SupportDashboard.Bench.Sessions;
using SupportDashboard.Bench.StartUp;

namespace SupportDashboard.Bench.Page;

/// <summary>The application in a process of its own, on a copy of a made-up index, beside the Phoenix that the index could have been read from.</summary>
internal sealed class DashboardOnIndex : IAsyncDisposable
{
    private readonly ScratchFolder _folder;
    private readonly IndexPhoenix _phoenix;

    private DashboardOnIndex(ScratchFolder folder, IndexPhoenix phoenix, StartedApp app) => (_folder, _phoenix, App) = (folder, phoenix, app);

    public StartedApp App { get; }

    /// <summary>Starts it with so many sessions, and waits until every question about them is answered.</summary>
    public static async Task<DashboardOnIndex> StartAsync(BenchOptions options, int sessions, HttpClient http, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? more = null)
    {
        var folder = new ScratchFolder();
        var made = await SessionStore.MakeAsync(options.Data ?? Directory.CreateDirectory(folder.File("made")).FullName, sessions);
        var data = Directory.CreateDirectory(folder.File("data")).FullName;
        File.Copy(made, Path.Combine(data, "index.db"));
        var phoenix = await IndexPhoenix.StartAsync(made, cancellationToken);
        Claim(Path.Combine(data, "index.db"), phoenix.Address);
        var environment = new Dictionary<string, string>
        {
            ["SUPPORTDASHBOARD_DATA"] = data,
            ["PHOENIX_ENDPOINT"] = phoenix.Address.AbsoluteUri,
            ["LocalPhoenix__Enabled"] = "false",

            // What is measured is not read from Phoenix; a step of the comparison in the midst of it would only be noise.
            ["Sessions__ReconcileInterval"] = "01:00:00",
            ["Sessions__OldAnnotationAge"] = "1.00:00:00",
        };
        foreach (var (name, value) in more ?? new Dictionary<string, string>())
        {
            environment[name] = value;
        }

        var app = await StartedApp.StartAsync([typeof(MeasuredHost).Assembly.Location, MeasuredHost.Command], environment, http, cancellationToken);
        return new DashboardOnIndex(folder, phoenix, app);
    }

    public async ValueTask DisposeAsync()
    {
        App.Dispose();
        await _phoenix.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    // An index that was read from another Phoenix would be emptied.
    private static void Claim(string index, Uri phoenix)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = index, Pooling = false }.ToString());
        connection.Execute("INSERT INTO meta VALUES ('source', @AbsoluteUri) ON CONFLICT (key) DO UPDATE SET value = @AbsoluteUri", new { phoenix.AbsoluteUri });
    }
}
