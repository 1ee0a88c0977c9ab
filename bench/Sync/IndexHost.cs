using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportDashboard.Bench.Load;
using SupportDashboard.Hosting;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Columns;
using SupportDashboard.Sessions.Syncing;

namespace SupportDashboard.Bench.Sync;

/// <summary>The client of Phoenix, the index and its synchronization as in the application, on an empty index that is deleted with it.</summary>
internal sealed class IndexHost : IAsyncDisposable
{
    private readonly ScratchFolder _scratch = new();
    private readonly DataFolder _folder;
    private readonly ServiceProvider _services;

    public IndexHost(Uri phoenix)
    {
        _folder = DataFolder.Open(_scratch.Path);
        var services = new ServiceCollection().AddLogging(static logging => logging.ClearProviders());
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_folder);
        services.AddSingleton<PhoenixConnection>();
        services.AddSingleton<PhoenixProjects>();
        services.AddSingleton<TraceFeed>();
        services.AddSingleton(new SyncOptions { ImportWindow = TimeSpan.FromDays(3650) });
        services.AddPhoenixClient(new PhoenixLimits());
        services.AddSessionIndex();
        _services = services.BuildServiceProvider();
        Get<PhoenixConnection>().Use(PhoenixMode.Embedded, phoenix, LoadSpans.Project, apiKey: null, notice: null);
    }

    /// <summary>Bytes of the index on disk.</summary>
    public long Bytes => Directory.GetFiles(_scratch.Path, "index.db*").Sum(static file => new FileInfo(file).Length);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Reads all spans of the project into the index.</summary>
    /// <returns>How many there are.</returns>
    public async Task<long> ImportAsync(CancellationToken cancellationToken)
    {
        var spans = Get<SpanSync>();

        // As in the application, where the columns follow every page.
        await Get<SessionMemory>().LoadAsync();
        var id = await Get<IndexSource>().IdAsync(LoadSpans.Project, cancellationToken);
        var (marks, _) = await spans.FollowAsync(LoadSpans.Project, id, cancellationToken);
        do
        {
            marks = await spans.ImportAsync(LoadSpans.Project, marks, cancellationToken);
        }
        while (marks.Gaps.Count > 0);

        return marks.Spans;
    }

    /// <summary>Looks through the texts that the import left for later.</summary>
    public async Task FinishTextsAsync(CancellationToken cancellationToken)
    {
        while (await Get<TextSync>().StepAsync(importing: false, cancellationToken))
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _scratch.Dispose();
    }
}
