using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Indexing;
using SupportDashboard.Sessions.Syncing;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Sessions;

/// <summary>How the index finds out what changed in Phoenix where no new span tells of it, and what it asks for that.</summary>
public sealed class ReconcileTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-").FullName;
    private readonly FakeTimeProvider _clock = new(Wire.Start.AddDays(1)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(10) };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_deletion_at_the_head_is_seen_at_the_next_look_and_nothing_is_imported_again()
    {
        await using var phoenix = await PhoenixAsync(turns: 60);
        await using var bench = Bench(phoenix, new SyncOptions { FollowPage = 10, ImportPage = 20, Overlap = 8, ImportSlice = TimeSpan.Zero, ImportWindow = TimeSpan.FromDays(3650), ReconcileInterval = TimeSpan.FromDays(1) });
        await bench.CatchUpAsync();
        await bench.LookAsync();
        var pages = Cursors(phoenix);

        phoenix.Remove(static span => span.Context.TraceId is "t-59" or "t-57");
        await bench.LookAsync();

        Assert.Equal(58, (await bench.RowsAsync()).Sum(static row => row.Turns));
        Assert.Equal(pages, Cursors(phoenix));

        // Its rows are given out again.
        phoenix.Add(Wire.Turn(119, "again", "t-again", 90_000, "q", "a"));
        await bench.CatchUpAsync();
        Assert.Contains(await bench.RowsAsync(), static row => row.SessionId == "again");
        Assert.Equal(pages, Cursors(phoenix));
    }

    [Fact]
    public async Task A_span_that_was_replaced_by_a_more_complete_copy_is_read_again()
    {
        await using var phoenix = await PhoenixAsync(turns: 60);
        phoenix.Spans[21] = phoenix.Spans[21] with { EndTime = phoenix.Spans[21].StartTime, Attributes = Wire.Attributes(("session.id", "s-3"), ("input.value", "question 10")) };
        await using var bench = Bench(phoenix, SyncBench.Small);
        await bench.CatchUpAsync();

        phoenix.Spans[21] = Wire.Turn(21, "s-3", "t-10", 10_000, "question 10", "the whole answer", failed: true)[1];
        await bench.ReconcileAsync();

        Assert.Equal(await FreshAsync(phoenix), await bench.DumpAsync());
        Assert.Equal(1, (await bench.RowsAsync()).Sum(static row => row.Errors));
    }

    [Fact]
    public async Task A_turn_without_an_answer_yet_is_read_again_at_every_look_where_Phoenix_is_the_embedded_one()
    {
        await using var phoenix = await FakePhoenix.StartAsync();
        var now = (int)(_clock.GetUtcNow() - Wire.Start).TotalMilliseconds;
        phoenix.Add(Wire.Turn(1, "s", "t", now, "where is it", "?"));
        phoenix.Spans[1] = phoenix.Spans[1] with { Attributes = Wire.Attributes(("session.id", "s"), ("input.value", "where is it")) };
        phoenix.Add(Enumerable.Range(1, 20).SelectMany(turn => Wire.Turn((turn * 2) + 1, $"other-{turn}", $"t-{turn}", now + turn, "q", "a")));
        await using var bench = Bench(phoenix, new SyncOptions { FollowPage = 10, Overlap = 4, ReconcileInterval = TimeSpan.FromDays(9) }, PhoenixMode.Embedded);
        await bench.CatchUpAsync();
        Assert.Null((await bench.Queries.FindAsync(IndexFolder.Project, "s", Token))!.LastAnswer);

        phoenix.Spans[1] = Wire.Turn(1, "s", "t", now, "where is it", "on its way")[1];
        await bench.LookAsync();

        Assert.Equal("on its way", (await bench.Queries.FindAsync(IndexFolder.Project, "s", Token))!.LastAnswer);
    }

    [Fact]
    public async Task What_is_on_screen_is_compared_at_once_with_one_request()
    {
        await using var phoenix = await PhoenixAsync(turns: 60);
        await using var bench = Bench(phoenix, new SyncOptions { ImportWindow = TimeSpan.FromDays(3650), ReconcileInterval = TimeSpan.FromDays(9), FollowPage = 10 });
        await bench.CatchUpAsync();
        await bench.LookAsync();
        phoenix.Remove(static span => span.Context.TraceId is "t-8");
        phoenix.Annotations.Add(Wire.Annotation(1, "s-1", "tone", "rude", kind: "HUMAN", identifier: "a notebook"));
        await bench.LookAsync();
        Assert.Equal(60, (await bench.RowsAsync()).Sum(static row => row.Turns));
        var requests = phoenix.Requests.Count;

        using var shown = bench.Get<SessionSync>().WatchSessions(IndexFolder.Project, ["s-1", "s-2"]);
        await bench.LookAsync();

        var rows = await bench.RowsAsync();
        Assert.Equal(59, rows.Sum(static row => row.Turns));
        Assert.Equal(("tone", "rude"), rows.Where(static row => row.SessionId == "s-1").Select(static row => (row.Verdicts[0].Evaluator, row.Verdicts[0].Label!)).Single());
        Assert.Single(phoenix.Requests.Skip(requests), static request => request.Contains("session_identifier=s-1", StringComparison.Ordinal));

        phoenix.Annotations.Clear();
        _clock.Advance(TimeSpan.FromSeconds(3));
        await bench.LookAsync();
        Assert.All(await bench.RowsAsync(), static row => Assert.Empty(row.Verdicts));

        shown.Dispose();
        shown.Dispose();
        requests = phoenix.Requests.Count;
        _clock.Advance(TimeSpan.FromSeconds(3));
        await bench.LookAsync();
        Assert.DoesNotContain(phoenix.Requests.Skip(requests), static request => request.Contains("session_identifier", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Annotations_of_old_sessions_that_others_write_or_delete_are_found_too()
    {
        await using var phoenix = await PhoenixAsync(turns: 60);
        _clock.Advance(TimeSpan.FromDays(30));
        await using var bench = Bench(phoenix, SyncBench.Small);
        await bench.CatchUpAsync();

        phoenix.Annotations.Add(Wire.Annotation(1, "s-4", "politeness", null, 0.2, kind: "CODE", identifier: ""));
        _clock.Advance(TimeSpan.FromMinutes(11));
        await bench.LookAsync();
        Assert.Equal(0.2, (await bench.Queries.FindAsync(IndexFolder.Project, "s-4", Token))!.Verdicts[0].Score);

        phoenix.Annotations.Clear();
        _clock.Advance(TimeSpan.FromMinutes(11));
        await bench.LookAsync();
        Assert.Empty((await bench.Queries.FindAsync(IndexFolder.Project, "s-4", Token))!.Verdicts);
    }

    [Fact]
    public async Task The_comparison_keeps_to_its_share_of_the_time_and_remembers_its_place()
    {
        await using var phoenix = await PhoenixAsync(turns: 60);
        var options = new SyncOptions { ImportWindow = TimeSpan.FromDays(3650), ReconcileTraces = 20, ReconcileShare = 0.05 };
        await using (var bench = Bench(phoenix, options))
        {
            await bench.CatchUpAsync();
            await bench.LookAsync();
            await bench.LookAsync();
            Assert.Single(Windows(phoenix));
            _clock.Advance(TimeSpan.FromSeconds(5));
            await bench.LookAsync();
            Assert.Equal(2, Windows(phoenix).Count);
            Assert.Null(bench.State.CheckedAt);
        }

        await using var again = Bench(phoenix, options);
        await again.LookAsync();

        Assert.NotNull(again.State.CheckedAt);
        Assert.Equal(3, Windows(phoenix).Distinct().Count());
    }

    [Fact]
    public async Task Wrong_clocks_are_no_reason_to_lose_or_to_invent_a_turn()
    {
        await using var phoenix = await PhoenixAsync(turns: 20);
        phoenix.Add(Wire.Turn(100, "past", "t-past", 0, "q", "a").Select(static span => span with { StartTime = DateTimeOffset.UnixEpoch, EndTime = DateTimeOffset.UnixEpoch }));
        phoenix.Add(Wire.Turn(102, "future", "t-future", 0, "q", "a").Select(static span => span with { StartTime = span.StartTime.AddYears(80), EndTime = span.StartTime }));
        await using var bench = Bench(phoenix, SyncBench.Small);
        await bench.CatchUpAsync();

        await bench.ReconcileAsync();
        Assert.Equal(22, (await bench.RowsAsync()).Sum(static row => row.Turns));

        phoenix.Remove(static span => span.Context.TraceId is "t-past" or "t-future");
        await bench.ReconcileAsync();
        Assert.Equal(20, (await bench.RowsAsync()).Sum(static row => row.Turns));
    }

    [Fact]
    public async Task A_cursor_that_is_refused_restarts_its_gap()
    {
        await using var phoenix = await PhoenixAsync(turns: 60);
        await using var bench = Bench(phoenix, SyncBench.Small);
        await bench.LookAsync();
        var refused = false;
        phoenix.Fault = path => !refused && path.Contains("cursor=", StringComparison.Ordinal) && (refused = true) ? 422 : null;

        await bench.CatchUpAsync();

        Assert.True(refused);
        Assert.Equal((false, 120), (bench.State.Importing, bench.State.ImportedSpans));

        phoenix.Add(Enumerable.Range(100, 30).SelectMany(static turn => Wire.Turn(turn * 2, "more", $"t-{turn}", turn * 1000, "q", "a")));
        phoenix.Fault = static path => path.Contains("cursor=", StringComparison.Ordinal) ? 422 : null;
        await bench.LookAsync();
        await Assert.ThrowsAsync<PhoenixException>(() => bench.LookAsync());
        Assert.StartsWith("Phoenix refused the request", bench.State.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_tells_how_long_it_will_still_take()
    {
        await using var phoenix = await PhoenixAsync(turns: 60);
        await using var bench = Bench(phoenix, SyncBench.Small);
        await bench.LookAsync();
        Assert.Null(bench.State.TimeLeft);

        _clock.Advance(TimeSpan.FromSeconds(10));
        await bench.LookAsync();

        // 20 of 120 rows in 10 s, 70 are left.
        Assert.InRange(bench.State.TimeLeft!.Value, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(45));
        await bench.CatchUpAsync();
        Assert.Null(bench.State.TimeLeft);
    }

    [Fact]
    public async Task Spans_before_the_window_of_time_are_not_imported()
    {
        await using var phoenix = await PhoenixAsync(turns: 60);
        phoenix.Add(Enumerable.Range(0, 40).SelectMany(static turn => Wire.Turn(500 + (turn * 2), "recent", $"r-{turn}", (int)TimeSpan.FromDays(20).TotalMilliseconds + turn, "q", "a")));
        _clock.Advance(TimeSpan.FromDays(20));
        await using var bench = Bench(phoenix, new SyncOptions { FollowPage = 10, ImportPage = 20, ImportWindow = TimeSpan.FromDays(7), ReconcileInterval = TimeSpan.Zero, ReconcileRest = TimeSpan.Zero });

        await bench.CatchUpAsync();
        await bench.ReconcileAsync();

        Assert.Equal("recent", Assert.Single(await bench.RowsAsync()).SessionId);
    }

    [Fact]
    public async Task A_file_that_turns_out_to_be_damaged_is_built_anew_at_the_next_start_with_a_line_in_the_log()
    {
        await using var phoenix = await PhoenixAsync(turns: 60);
        await using (var bench = Bench(phoenix, SyncBench.Small))
        {
            await bench.CatchUpAsync();
        }

        await using (var damaged = Bench(phoenix, SyncBench.Small))
        {
            // As SQLite says when it comes upon a broken page.
            await Assert.ThrowsAsync<SqliteException>(() => damaged.Get<IndexDatabase>().WriteAsync<int>(static _ => throw new SqliteException("database disk image is malformed", 11), Token));
        }

        SqliteConnection.ClearAllPools();
        using var log = new LogLines();
        await using var rebuilt = Bench(phoenix, SyncBench.Small, log: log);
        await rebuilt.CatchUpAsync();

        Assert.Equal(120, rebuilt.State.ImportedSpans);
        Assert.Contains("The session index is damaged and is built anew from Phoenix.", log.Text, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static List<string> Cursors(FakePhoenix phoenix) => [.. phoenix.Requests.Where(static request => request.Contains("/spans?", StringComparison.Ordinal) && request.Contains("cursor=", StringComparison.Ordinal))];

    private static List<string> Windows(FakePhoenix phoenix) => [.. phoenix.Requests.Where(static request => request.Contains("/traces?", StringComparison.Ordinal))];

    private static async Task<FakePhoenix> PhoenixAsync(int turns)
    {
        var phoenix = await FakePhoenix.StartAsync();
        phoenix.Add(Enumerable.Range(0, turns).SelectMany(static turn => Wire.Turn((turn * 2) + 1, $"s-{turn % 7}", $"t-{turn}", turn * 1000, $"question {turn}", $"answer {turn}")));
        return phoenix;
    }

    private async Task<string> FreshAsync(FakePhoenix phoenix)
    {
        await using var fresh = new SyncBench(phoenix.Address, Directory.CreateDirectory(Path.Combine(_folder, "fresh")).FullName, options: SyncBench.Small);
        await fresh.CatchUpAsync();
        return await fresh.DumpAsync();
    }

    private SyncBench Bench(FakePhoenix phoenix, SyncOptions options, PhoenixMode mode = PhoenixMode.Remote, LogLines? log = null) => new(phoenix.Address, _folder, _clock, options, log, mode);
}
