using Microsoft.Data.Sqlite;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Sessions;

/// <summary>Import, crash and deletions against the embedded Phoenix as the remote one: both ends are the real ones.</summary>
public sealed class LiveSyncTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_that_starts_after_a_crash_in_the_middle_of_the_import_reads_only_what_is_missing()
    {
        await using var phoenix = await LivePhoenix.StartAsync(Token);
        await phoenix.AddAsync(IndexFolder.Project, Turns(0, 120), Token);
        await using (var first = Bench(phoenix))
        {
            await first.LookAsync();
            await first.LookAsync();
            await first.LookAsync();
            Assert.True(first.State is { Importing: true, ImportedSpans: 70, ImportedShare: > 0.2 and < 0.4 });
        }

        var before = phoenix.Cursors;
        await using var second = Bench(phoenix);
        await second.CatchUpAsync();

        Assert.Equal((false, 240), (second.State.Importing, second.State.ImportedSpans));
        Assert.Equal(120, (await second.RowsAsync()).Sum(static row => row.Turns));
        Assert.Empty(before.Intersect(phoenix.Cursors.Skip(before.Count)));
        Assert.Equal(12, phoenix.Cursors.Count);
    }

    [Fact]
    public async Task Whatever_is_deleted_over_REST_leaves_the_index_within_one_comparison_and_its_sums_are_those_of_a_fresh_import()
    {
        await using var phoenix = await LivePhoenix.StartAsync(Token);
        await phoenix.AddAsync(IndexFolder.Project, Turns(0, 80), Token);
        await using var bench = Bench(phoenix);
        await bench.CatchUpAsync();
        var before = await bench.DumpAsync();

        await phoenix.DeleteAsync($"/v1/spans/{Wire.Hex("t-11-llm", 16)}", Token);
        await phoenix.DeleteAsync($"/v1/spans/{Wire.Hex("t-13-root", 16)}", Token);
        await phoenix.DeleteAsync($"/v1/traces/{Wire.Hex("t-30", 32)}", Token);
        await phoenix.DeleteAsync("/v1/sessions/s-5", Token);
        await bench.ReconcileAsync();
        await bench.LookAsync();

        var after = await bench.DumpAsync();
        Assert.NotEqual(before, after);
        Assert.DoesNotContain("\"s-5\"", after, StringComparison.Ordinal);
        Assert.Equal(await FreshAsync(phoenix), after);
        Assert.Equal(160 - 1 - 1 - 2 - 22, bench.State.ImportedSpans);
    }

    [Fact]
    public async Task Turns_that_came_unnoticed_in_the_middle_are_found_and_later_ones_re_open_a_session()
    {
        await using var phoenix = await LivePhoenix.StartAsync(Token);
        await phoenix.AddAsync(IndexFolder.Project, Turns(0, 30), Token);
        await phoenix.AddAsync("elsewhere", Wire.Turn(1, "moved", "t-moved", 4_000, "where am I", "here"), Token);
        await using var bench = Bench(phoenix);
        await bench.CatchUpAsync();
        await bench.ReconcileAsync();

        using var transfer = JsonContent("""{"trace_identifiers":["TRACE"],"destination_project_identifier":"support-bot"}""".Replace("TRACE", Wire.Hex("t-moved", 32), StringComparison.Ordinal));
        using var http = new HttpClient { BaseAddress = phoenix.Proxy.Address };
        (await http.PostAsync("/v1/traces/transfer", transfer, Token)).EnsureSuccessStatusCode();
        await phoenix.AddAsync(IndexFolder.Project, Wire.Turn(1, "s-3", "t-days-later", (int)TimeSpan.FromDays(5).TotalMilliseconds, "me again", "welcome back"), Token);
        await bench.ReconcileAsync();

        var rows = await bench.RowsAsync();
        Assert.Contains(rows, static row => row.SessionId == "moved");
        Assert.Equal(("welcome back", 5), rows.Where(static row => row.SessionId == "s-3").Select(static row => (row.LastAnswer!, row.Turns)).Single());
        Assert.Equal(await FreshAsync(phoenix), await bench.DumpAsync());
    }

    [Fact]
    public async Task A_session_that_is_opened_and_not_there_any_more_goes_at_once()
    {
        await using var phoenix = await LivePhoenix.StartAsync(Token);
        await phoenix.AddAsync(IndexFolder.Project, Turns(0, 30), Token);
        await using var bench = Bench(phoenix);
        await bench.CatchUpAsync();
        var told = 0;
        using var subscription = bench.Get<IndexFeed>().Subscribe(() => told++);

        await phoenix.DeleteAsync("/v1/sessions/s-2", Token);

        Assert.Null(await bench.Get<TranscriptReader>().ReadAsync(IndexFolder.Project, "s-2", Token));
        Assert.Null(await bench.Queries.FindAsync(IndexFolder.Project, "s-2", Token));
        Assert.Equal(1, told);
        Assert.Null(await bench.Get<TranscriptReader>().ReadAsync(IndexFolder.Project, "never there", Token));
        Assert.Equal(1, told);
    }

    [Fact]
    public async Task Several_projects_are_imported_the_watched_one_first_and_one_that_cannot_be_read_does_not_hold_up_the_others()
    {
        await using var phoenix = await LivePhoenix.StartAsync(Token);
        await phoenix.AddAsync(IndexFolder.Project, Turns(0, 40), Token);
        await phoenix.AddAsync("looked-at", Turns(1000, 40), Token);
        await using var bench = Bench(phoenix);
        var sync = bench.Get<SessionSync>();
        using var watching = sync.Watch("looked-at");
        await sync.StartAsync(Token);

        await Eventually.BecomesTrueAsync(() => Done(bench, "looked-at") && Done(bench, IndexFolder.Project), Token);
        await sync.StopAsync(Token);

        var projects = await bench.Get<IPhoenixClient>().GetProjectsAsync(null, 10, Token);
        var first = phoenix.Proxy.Requests.First(static request => request.Contains("/spans?", StringComparison.Ordinal));
        Assert.Contains(Uri.EscapeDataString(projects.Data.Single(static project => project.Name == "looked-at").Id), first, StringComparison.Ordinal);
        Assert.Equal((80, 80), (bench.Get<SyncStatus>().Of("looked-at").ImportedSpans, bench.State.ImportedSpans));
    }

    [Fact]
    public async Task A_project_that_is_deleted_while_it_is_imported_leaves_nothing()
    {
        await using var phoenix = await LivePhoenix.StartAsync(Token);
        await phoenix.AddAsync(IndexFolder.Project, Turns(0, 60), Token);
        await using var bench = Bench(phoenix);
        await bench.LookAsync();
        Assert.NotEmpty(await bench.RowsAsync());

        await phoenix.DeleteAsync($"/v1/projects/{IndexFolder.Project}", Token);
        await bench.LookAsync();
        Assert.Empty(await bench.RowsAsync());
        Assert.Equal((false, null), (bench.State.Importing, bench.State.Problem));

        await phoenix.AddAsync(IndexFolder.Project, Turns(5000, 1), Token);
        await bench.CatchUpAsync();
        Assert.Single(await bench.RowsAsync());
    }

    [Fact]
    public async Task A_Phoenix_that_goes_down_in_the_middle_of_an_import_is_waited_for()
    {
        await using var phoenix = await LivePhoenix.StartAsync(Token);
        await phoenix.AddAsync(IndexFolder.Project, Turns(0, 60), Token);
        await using var bench = Bench(phoenix);
        await bench.LookAsync();
        var (spans, cursors) = (bench.State.ImportedSpans, phoenix.Cursors);

        foreach (var fault in new[] { ProxyFault.Down, ProxyFault.WebPage, ProxyFault.BrokenJson, ProxyFault.ServerError })
        {
            phoenix.Proxy.Fault = fault;
            await Assert.ThrowsAsync<PhoenixException>(() => bench.LookAsync());
            Assert.True(bench.State is { Importing: true, Problem.Length: > 10, ProblemSince: not null, StaleSince: not null });
            Assert.Equal(spans, bench.State.ImportedSpans);
        }

        phoenix.Proxy.Fault = ProxyFault.None;
        await bench.CatchUpAsync();

        Assert.Equal((120, null, null), (bench.State.ImportedSpans, bench.State.Problem, bench.State.StaleSince));
        Assert.Empty(cursors.Intersect(phoenix.Cursors.Skip(cursors.Count)));
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static bool Done(SyncBench bench, string project) => bench.Get<SyncStatus>().Of(project) is { Importing: false, LastSync: not null, ImportedSpans: 80 };

    private static StringContent JsonContent(string json) => new(json, System.Text.Encoding.UTF8, "application/json");

    private static IEnumerable<PhoenixSpan> Turns(int first, int count) => Enumerable.Range(first, count).SelectMany(static turn =>
        Wire.Turn((turn * 2) + 1, $"s-{turn % 7}{(turn >= 1000 ? "-b" : "")}", $"t-{turn}", turn * 1000, $"question {turn}", $"answer {turn}", failed: turn % 5 == 0));

    private async Task<string> FreshAsync(LivePhoenix phoenix)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "fresh")).FullName;
        await using var fresh = new SyncBench(phoenix.Proxy.Address, folder, options: SyncBench.Small);
        await fresh.CatchUpAsync();
        return await fresh.DumpAsync();
    }

    private SyncBench Bench(LivePhoenix phoenix) => new(phoenix.Proxy.Address, _folder, options: SyncBench.Small);
}
