using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDashboard.Llm;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Columns;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Bench.Sessions;

/// <summary>An index of so many sessions, with its columns filled.</summary>
internal sealed class SessionStore : IAsyncDisposable
{
    private readonly SessionMemory _memory;

    private SessionStore(int sessions, string path)
    {
        Sessions = sessions;
        FileBytes = new FileInfo(path).Length;
        Database = IndexDatabase.Open(path, NullLogger<IndexDatabase>.Instance);
        _memory = new SessionMemory(Database, Prices, NullLogger<SessionMemory>.Instance);
    }

    public int Sessions { get; }

    public long FileBytes { get; }

    /// <summary>What the columns take, by the garbage collector's count.</summary>
    public long MemoryBytes { get; private set; }

    /// <summary>From nothing until every question is answered, when the columns are computed from the index.</summary>
    public TimeSpan Load { get; private set; }

    /// <summary>The same when the columns were kept in their file, as at every start but the first.</summary>
    public TimeSpan KeptLoad { get; private set; }

    public LlmPrices Prices { get; } = new();

    public IndexDatabase Database { get; }

    /// <summary>Opens the index of this many sessions in a folder, and fills it before if it is not there.</summary>
    public static async Task<SessionStore> OpenAsync(string folder, int sessions)
    {
        var path = await MakeAsync(folder, sessions);
        File.Delete(path + "-columns");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var store = new SessionStore(sessions, path);
        var begun = Stopwatch.GetTimestamp();
        await store._memory.LoadAsync();
        store.Load = Stopwatch.GetElapsedTime(begun);
        await store._memory.OrderedAsync();
        store.MemoryBytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        await store._memory.SaveAsync(force: true, CancellationToken.None);
        store.KeptLoad = await store.LoadAgainAsync();
        return store;
    }

    private async Task<TimeSpan> LoadAgainAsync()
    {
        await using var again = new SessionMemory(Database, Prices, NullLogger<SessionMemory>.Instance);
        var begun = Stopwatch.GetTimestamp();
        await again.LoadAsync();
        return Stopwatch.GetElapsedTime(begun);
    }

    /// <summary>The path of the index of this many sessions in a folder; fills it where it is not there, or was made for another schema.</summary>
    public static async Task<string> MakeAsync(string folder, int sessions)
    {
        var path = Path.Combine(folder, $"sessions-{sessions}.db");
        var started = Stopwatch.GetTimestamp();
        if (await IsEmptyAsync(path))
        {
            SessionFiller.Fill(path, sessions);
            await Console.Error.WriteLineAsync(FormattableString.Invariant($"  {sessions:#,0} sessions made in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"));
        }

        return path;
    }

    /// <summary>Questions that remember no search of before.</summary>
    public SessionQueries Queries() => new(Database, _memory, new SessionRows(Prices), new FixedClock());

    public async ValueTask DisposeAsync()
    {
        await _memory.DisposeAsync();
        Database.Dispose();
    }

    private static async Task<bool> IsEmptyAsync(string path)
    {
        using var database = IndexDatabase.Open(path, NullLogger<IndexDatabase>.Instance);
        return await database.ReadAsync(static connection => connection.ExecuteScalar<long>("SELECT count(*) FROM project"), CancellationToken.None) == 0;
    }

    // The data ends on a day of its own.
    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => SessionFiller.Newest;
    }
}
