using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportDashboard.Hosting;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Syncing;
using SupportDashboard.Tests.Fakes;
using SupportDashboard.Tests.Phoenix;

namespace SupportDashboard.Tests.Sessions;

/// <summary>The real client, index and synchronization, pointed at an address.</summary>
internal sealed class SyncBench : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public SyncBench(Uri address, string folder, TimeProvider? clock = null, SyncOptions? options = null, LogLines? log = null, PhoenixMode mode = PhoenixMode.Remote)
    {
        var services = new ServiceCollection().AddLogging(logging =>
        {
            if (log is not null)
            {
                logging.AddProvider(log);
            }
        });
        services.AddSingleton(clock ?? TimeProvider.System);
        services.AddSingleton(_ => DataFolder.Open(folder));
        services.AddSingleton<PhoenixConnection>();
        services.AddSingleton<PhoenixProjects>();
        services.AddSingleton<TraceFeed>();
        services.AddSingleton(options ?? new SyncOptions { ImportWindow = TimeSpan.FromDays(3650) });
        services.AddPhoenixClient(ClientBench.Hasty with { Retries = 0, AttemptTimeout = TimeSpan.FromSeconds(10) });
        services.AddSessionIndex();
        _services = services.BuildServiceProvider();
        Connection.Use(mode, address, IndexFolder.Project, apiKey: null, notice: null);
    }

    /// <summary>Small pages, one page and one window per look, and a comparison that never rests.</summary>
    public static SyncOptions Small => new()
    {
        FollowPage = 10,
        ImportPage = 20,
        Overlap = 8,
        ImportSlice = TimeSpan.Zero,
        ImportWindow = TimeSpan.FromDays(3650),
        ScreenAge = TimeSpan.Zero,
        ScreenComparison = TimeSpan.Zero,
        ReconcileTraces = 5,
        ReconcileShare = 1,
        ReconcileInterval = TimeSpan.Zero,
        ReconcileRest = TimeSpan.Zero,
    };

    public PhoenixConnection Connection => Get<PhoenixConnection>();

    public SessionQueries Queries => Get<SessionQueries>();

    public SyncState State => Get<SyncStatus>().Of(IndexFolder.Project);

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>What a person can see of all sessions, to be compared with another index.</summary>
    public async Task<string> DumpAsync() =>
        string.Join('\n', (await RowsAsync()).OrderBy(static row => row.SessionId, StringComparer.Ordinal).Select(static row => JsonSerializer.Serialize(row)));

    /// <summary>Looks until the whole project was compared with Phoenix once more.</summary>
    public async Task ReconcileAsync()
    {
        var before = State.CheckedAt;
        do
        {
            await LookAsync();
        }
        while (State.CheckedAt == before);
    }

    /// <summary>One look at the project; true when there is more to read.</summary>
    public Task<bool> LookAsync(bool watched = true) => Get<ProjectSync>().LookAsync(IndexFolder.Project, watched, TestContext.Current.CancellationToken);

    /// <summary>Looks until there is nothing more to read.</summary>
    public async Task CatchUpAsync()
    {
        while (await LookAsync())
        {
        }
    }

    public async Task<IReadOnlyList<SessionRow>> RowsAsync() =>
        (await Queries.PageAsync(new SessionQuery(IndexFolder.Project, SessionFilter.None, Limit: 500), TestContext.Current.CancellationToken)).Rows;

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();
}
