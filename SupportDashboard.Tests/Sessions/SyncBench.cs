using Microsoft.Extensions.DependencyInjection;
using SupportDashboard.Hosting;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Syncing;
using SupportDashboard.Tests.Phoenix;

namespace SupportDashboard.Tests.Sessions;

/// <summary>The real client, index and synchronization, pointed at an address.</summary>
internal sealed class SyncBench : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public SyncBench(Uri address, string folder, TimeProvider? clock = null, SyncOptions? options = null)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton(clock ?? TimeProvider.System);
        services.AddSingleton(_ => DataFolder.Open(folder));
        services.AddSingleton<PhoenixConnection>();
        services.AddSingleton<PhoenixProjects>();
        services.AddSingleton<TraceFeed>();
        services.AddSingleton(options ?? new SyncOptions { ImportWindow = TimeSpan.FromDays(3650) });
        services.AddPhoenixClient(ClientBench.Hasty with { Retries = 0, AttemptTimeout = TimeSpan.FromSeconds(10) });
        services.AddSessionIndex();
        _services = services.BuildServiceProvider();
        Connection.Use(PhoenixMode.Remote, address, IndexFolder.Project, apiKey: null, notice: null);
    }

    public PhoenixConnection Connection => Get<PhoenixConnection>();

    public SessionQueries Queries => Get<SessionQueries>();

    public SyncState State => Get<SyncStatus>().Of(IndexFolder.Project);

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

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
