using Dapper;
using Microsoft.Data.Sqlite;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions.Indexing;
using SupportDashboard.Sessions.Syncing;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Sessions;

/// <summary>Following a Phoenix: import, resume, lateness, emptied servers, faults.</summary>
public sealed class ProjectSyncTests : IAsyncDisposable
{
    private static readonly SyncOptions Small = new() { FollowPage = 10, ImportPage = 20, Overlap = 8, ImportSlice = TimeSpan.Zero, ImportWindow = TimeSpan.FromDays(3650) };

    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_is_imported_once_whatever_the_page_size()
    {
        await using var phoenix = await PhoenixAsync(turns: 60);
        await using var bench = Bench(phoenix);

        await bench.CatchUpAsync();

        Assert.Equal(60, (await bench.RowsAsync()).Sum(static row => row.Turns));
        Assert.Equal(Cursors(phoenix).Count, Cursors(phoenix).Distinct().Count());
        Assert.Equal(6, Cursors(phoenix).Count);
        Assert.False(bench.State.Importing);
        Assert.NotNull(bench.State.LastSync);
    }

    [Fact]
    public async Task An_import_says_how_far_it_is()
    {
        await using var phoenix = await PhoenixAsync(turns: 60);
        await using var bench = Bench(phoenix);

        Assert.True(await bench.LookAsync());

        Assert.True(bench.State.Importing);
        Assert.InRange(bench.State.ImportedShare!.Value, 0.2, 0.3);
        Assert.Null(bench.State.LastSync);
    }

    [Fact]
    public async Task After_a_crash_between_pages_the_import_goes_on_where_it_was()
    {
        await using var phoenix = await PhoenixAsync(turns: 60);
        await using (var bench = Bench(phoenix))
        {
            await bench.LookAsync();
            await bench.LookAsync();
        }

        var before = Cursors(phoenix);
        phoenix.Add(Wire.Turn(1001, "fresh", "fresh-trace", 999_000, "new", "newer"));
        await using (var bench = Bench(phoenix))
        {
            await bench.CatchUpAsync();

            Assert.Equal(61, (await bench.RowsAsync()).Sum(static row => row.Turns));
        }

        var after = Cursors(phoenix)[before.Count..];
        Assert.Empty(before.Intersect(after));
    }

    [Fact]
    public async Task A_page_that_fails_in_the_middle_of_its_transaction_is_read_again()
    {
        await using var phoenix = await PhoenixAsync(turns: 60);
        await using var bench = Bench(phoenix);
        await bench.LookAsync();
        await SetTriggerAsync(bench, "CREATE TRIGGER broken BEFORE INSERT ON trace BEGIN SELECT raise(ABORT, 'disk full'); END");

        await Assert.ThrowsAsync<SqliteException>(() => bench.LookAsync());
        await SetTriggerAsync(bench, "DROP TRIGGER broken");
        await bench.CatchUpAsync();

        Assert.Equal(60, (await bench.RowsAsync()).Sum(static row => row.Turns));
    }

    [Fact]
    public async Task A_long_pause_leaves_a_gap_that_is_read_down_to_where_it_was()
    {
        await using var phoenix = await PhoenixAsync(turns: 5);
        await using var bench = Bench(phoenix);
        await bench.CatchUpAsync();
        for (var turn = 0; turn < 80; turn++)
        {
            phoenix.Add(Wire.Turn(1000 + (turn * 2), $"later-{turn % 9}", $"later-{turn}", 100_000 + turn, "again", "and again"));
        }

        await bench.CatchUpAsync();

        Assert.Equal(85, (await bench.RowsAsync()).Sum(static row => row.Turns));
    }

    [Fact]
    public async Task A_span_that_becomes_visible_behind_the_head_is_found()
    {
        await using var phoenix = await PhoenixAsync(turns: 30);
        await using var bench = Bench(phoenix);
        await bench.CatchUpAsync();

        phoenix.Add(Wire.Turn(70, "new", "new-trace", 5_000, "q", "a"));
        await bench.CatchUpAsync();
        phoenix.Add(Wire.Span(66, "late-trace", "late", attributes: [("session.id", "late"), ("input.value", "I was slow")]));
        await bench.CatchUpAsync();

        Assert.Contains(await bench.RowsAsync(), static row => row is { SessionId: "late", FirstMessage: "I was slow" });
    }

    [Fact]
    public async Task A_Phoenix_that_was_emptied_or_made_anew_empties_the_index()
    {
        await using var phoenix = await PhoenixAsync(turns: 30);
        await using var bench = Bench(phoenix);
        await bench.CatchUpAsync();

        phoenix.Spans.Clear();
        await bench.CatchUpAsync();
        Assert.Empty(await bench.RowsAsync());

        phoenix.Add(Wire.Turn(1, "again", "again-trace", 0, "q", "a"));
        await bench.CatchUpAsync();
        Assert.Equal("again", Assert.Single(await bench.RowsAsync()).SessionId);

        (phoenix.ProjectId, phoenix.Spans[0]) = ("UHJvamVjdDo5", Wire.Span(1, "other-trace", "other", attributes: ("session.id", "other")));
        phoenix.Spans.RemoveAt(1);
        await bench.CatchUpAsync();
        await bench.CatchUpAsync();
        Assert.Equal("other", Assert.Single(await bench.RowsAsync()).SessionId);
    }

    [Fact]
    public async Task The_index_of_another_Phoenix_is_not_shown()
    {
        await using var phoenix = await PhoenixAsync(turns: 3);
        await using (var bench = Bench(phoenix))
        {
            await bench.CatchUpAsync();
        }

        await using var other = await FakePhoenix.StartAsync();
        await using var second = Bench(other);
        await second.CatchUpAsync();

        Assert.Empty(await second.RowsAsync());
    }

    [Fact]
    public async Task Deleting_the_file_while_stopped_just_builds_it_again()
    {
        await using var phoenix = await PhoenixAsync(turns: 12);
        phoenix.Annotations.Add(Wire.Annotation(1, "s-0", "resolution_status", "resolved", 1, metadata: new { turn_count = 1 }));
        await using (var bench = Bench(phoenix))
        {
            await bench.CatchUpAsync();
        }

        SqliteConnection.ClearAllPools();
        File.Delete(Path.Combine(_folder, "index.db"));
        await using var again = Bench(phoenix);
        await again.CatchUpAsync();

        var rows = await again.RowsAsync();
        Assert.Equal(12, rows.Sum(static row => row.Turns));
        Assert.Equal("resolved", Assert.Single(rows, static row => row.Verdicts.Count > 0).Verdicts[0].Label);
    }

    [Fact]
    public async Task A_failure_is_said_and_taken_back()
    {
        await using var phoenix = await PhoenixAsync(turns: 3);
        await using var bench = Bench(phoenix);
        await bench.CatchUpAsync();
        var synced = bench.State.LastSync;

        phoenix.Fault = static _ => 503;
        await Assert.ThrowsAsync<PhoenixException>(() => bench.LookAsync());
        Assert.Equal(("Phoenix is busy at the moment.", synced), (bench.State.Problem, bench.State.LastSync));
        Assert.Equal(3, (await bench.RowsAsync()).Sum(static row => row.Turns));

        phoenix.Fault = static _ => null;
        await bench.LookAsync();
        Assert.Null(bench.State.Problem);
    }

    [Fact]
    public async Task A_project_that_is_not_there_yet_is_no_failure()
    {
        await using var phoenix = await FakePhoenix.StartAsync();
        phoenix.Fault = static path => path.StartsWith("/v1/projects/", StringComparison.Ordinal) ? 404 : null;
        await using var bench = Bench(phoenix);

        Assert.False(await bench.LookAsync());

        Assert.Null(bench.State.Problem);
        Assert.NotNull(bench.State.LastSync);
    }

    [Fact]
    public async Task A_page_that_is_too_large_is_asked_for_in_smaller_pieces()
    {
        await using var phoenix = await FakePhoenix.StartAsync();
        var text = new string('x', 90_000);
        phoenix.Add(Enumerable.Range(0, 30).SelectMany(number => Wire.Turn((number * 2) + 1, "s", $"t{number}", number, text, text)));
        await using var bench = Bench(phoenix);

        await bench.CatchUpAsync();

        Assert.Equal(30, Assert.Single(await bench.RowsAsync()).Turns);
    }

    [Fact]
    public async Task A_span_that_is_larger_than_an_answer_may_be_is_left_out_with_a_line_in_the_log_and_the_rest_is_imported()
    {
        await using var phoenix = await FakePhoenix.StartAsync();
        phoenix.Add(Enumerable.Range(0, 40).SelectMany(static number => Wire.Turn((number * 2) + 1, $"s{number}", $"t{number}", number, number == 11 ? new string('x', 3_000_000) : "q", "a")));
        using var log = new LogLines();
        await using var bench = new SyncBench(phoenix.Address, _folder, options: SyncBench.Small, log: log);

        await bench.CatchUpAsync();

        Assert.Equal(40, (await bench.RowsAsync()).Sum(static row => row.Turns));
        Assert.Equal((79, 1), (bench.State.ImportedSpans, bench.State.LeftOutSpans));
        Assert.Null(bench.State.Problem);
        Assert.Contains("larger than an answer of Phoenix may be", log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60)]
    public async Task A_newest_span_that_is_larger_than_an_answer_may_be_does_not_stop_following(int between)
    {
        await using var phoenix = await PhoenixAsync(turns: 5);
        var huge = Wire.Span(1000, "huge", "huge", attributes: [("session.id", "huge"), ("input.value", new string('x', 3_000_000))]);
        await using (var bench = Bench(phoenix))
        {
            await bench.CatchUpAsync();
            phoenix.Add([.. Enumerable.Range(0, between).SelectMany(static number => Wire.Turn(800 + (number * 2), "before", $"before{number}", 1000 + number, "q", "a")), huge]);

            await bench.CatchUpAsync();
            Assert.Equal((5 + between, 1, (string?)null), ((await bench.RowsAsync()).Sum(static row => row.Turns), bench.State.LeftOutSpans, bench.State.Problem));

            // While nothing comes that can be read, a look asks for the newest once, and for one page of it.
            var asked = Cursors(phoenix).Count;
            await bench.LookAsync();
            Assert.InRange(Cursors(phoenix).Count - asked, 0, 4);
            phoenix.Add(Wire.Turn(1001, "after", "after", 5000, "q", "a"));
            await bench.CatchUpAsync();
            Assert.Contains(await bench.RowsAsync(), static row => row.SessionId == "after");
        }

        phoenix.Add(Wire.Span(1003, "last", "last", attributes: [("session.id", "last"), ("input.value", new string('x', 3_000_000))]));
        await using var again = Bench(phoenix);
        await again.CatchUpAsync();
        await again.CatchUpAsync();
        Assert.Equal((6 + between, 2, (string?)null), ((await again.RowsAsync()).Sum(static row => row.Turns), again.State.LeftOutSpans, again.State.Problem));
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static Task<int> SetTriggerAsync(SyncBench bench, string sql) => bench.Get<IndexDatabase>().WriteAsync(connection => connection.Execute(sql), Token);

    private static IReadOnlyList<string> SpanRequests(FakePhoenix phoenix) => [.. phoenix.Requests.Where(static request => request.Contains("/spans?", StringComparison.Ordinal))];

    private static List<string> Cursors(FakePhoenix phoenix) => [.. SpanRequests(phoenix).Where(static request => request.Contains("cursor=", StringComparison.Ordinal))];

    private static async Task<FakePhoenix> PhoenixAsync(int turns)
    {
        var phoenix = await FakePhoenix.StartAsync();
        phoenix.Add(Enumerable.Range(0, turns).SelectMany(static turn => Wire.Turn((turn * 2) + 1, $"s-{turn % 7}", $"t-{turn}", turn * 1000, $"question {turn}", $"answer {turn}")));
        return phoenix;
    }

    private SyncBench Bench(FakePhoenix phoenix) => new(phoenix.Address, _folder, options: Small);
}
