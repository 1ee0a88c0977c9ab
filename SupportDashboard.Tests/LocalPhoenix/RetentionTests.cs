using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.Tests.LocalPhoenix;

public sealed class RetentionTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly RetentionLimits ThirtyDays = new(TimeSpan.FromDays(30), MaxBytes: null);

    private readonly FakeTimeProvider _clock = new(Now);
    private readonly TestStore _test;

    public RetentionTests() => _test = new(_clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Fact]
    public async Task Sessions_and_loose_traces_that_ended_too_long_ago_go_whole()
    {
        await _test.AddAsync(
            "p", At("old", "a", "gone", 40), At("older", "b", "gone", 50), At("long ago", "c", "goes on", 60), At("now", "d", "goes on", 1),
            At("loose", "e", null, 31), At("new", "f", null, 29));
        await AnnotateAsync(AnnotationTarget.Session, "gone");
        await AnnotateAsync(AnnotationTarget.Span, "a");
        await AnnotateAsync(AnnotationTarget.Trace, "old");
        await using var retention = Create(ThirtyDays);

        Assert.Equal(3, await retention.RunAsync(Token));

        Assert.Equal(["c", "d", "f"], await SpanIdsAsync());
        Assert.Null(await _test.ReadAsync(static reader => SessionQueries.Find(reader, "gone")));
        Assert.Equal(0, await CountAsync("annotations"));
        Assert.Equal((0, 0, 0), await _test.ReadAsync(StoreScan.CountWrong));
        Assert.Contains("3 spans were deleted at 2026-11-22 12:00 UTC", retention.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_looks_again_and_again()
    {
        await _test.AddAsync("p", At("t1", "a", "s1", 29));
        await using var retention = Create(ThirtyDays);
        var commits = _test.Commits;

        _clock.Advance(TimeSpan.FromDays(2));
        await WaitAsync(async () => await CountAsync("spans") == 0);
        await _test.AddAsync("p", At("t2", "b", "s2", 40));
        await WaitAsync(async () =>
        {
            _clock.Advance(Retention.Interval);
            return await CountAsync("spans") == 0;
        });

        Assert.True(_test.Commits > commits);
    }

    [Fact]
    public async Task Without_a_limit_nothing_is_deleted()
    {
        await _test.AddAsync("p", At("t1", "a", "s1", 10_000));
        await using var retention = Create(new(null, null));

        Assert.Equal(0, await retention.RunAsync(Token));
        Assert.Equal("Everything, until it is deleted", retention.Description);
    }

    [Fact]
    public async Task What_does_not_fit_goes_oldest_first_and_the_file_shrinks()
    {
        const int Sessions = 400;
        for (var index = 0; index < Sessions; index++)
        {
            var span = At($"t{index}", $"x{index}", $"s{index}", Sessions - index) with { Attributes = new byte[20_000] };
            await _test.AddAsync("p", span);
        }

        var limit = await UsedAsync() / 2;
        var pages = await _test.ReadAsync(static reader => reader.Value<long>("PRAGMA page_count"));
        await using var retention = Create(new(null, limit));

        var deleted = await retention.RunAsync(Token);

        Assert.InRange(deleted, Sessions / 3, Sessions * 3 / 4);
        Assert.InRange(await UsedAsync(), 1, limit);
        var kept = await SpanIdsAsync();
        Assert.Equal(Enumerable.Range((int)deleted, Sessions - (int)deleted).Select(static index => $"x{index}").Order(), kept);
        Assert.InRange(await _test.ReadAsync(static reader => reader.Value<long>("PRAGMA page_count")), 1, pages * 3 / 4);
        Assert.Equal((0, 0, 0), await _test.ReadAsync(StoreScan.CountWrong));
        Assert.Equal(0, await retention.RunAsync(Token));
    }

    [Fact]
    public async Task A_session_that_goes_on_while_it_is_being_deleted_stays()
    {
        await _test.AddAsync("p", At("t1", "a", "s1", 40));
        var old = (await _test.ReadAsync(reader => RetentionQueries.Oldest(reader, Timestamps.FromInstant(Now.AddDays(-30)), 10)))!;
        await _test.AddAsync("p", At("t2", "b", "s1", 0));

        Assert.Equal(0, await new DeletionSteps(_test.Store).DeleteAsync(old, Token));

        Assert.Equal(["a", "b"], await SpanIdsAsync());
    }

    [Fact]
    public async Task A_disk_that_fills_up_in_the_middle_loses_nothing_that_may_stay()
    {
        await _test.AddAsync("p", At("t1", "a", "s1", 40), At("t2", "b", "s2", 35), At("t3", "c", "s3", 1));
        await _test.Store.WriteAsync(
            static writer =>
            {
                writer.Run("CREATE TABLE filler (content BLOB)");
                writer.Run("CREATE TRIGGER fill AFTER DELETE ON span_bodies BEGIN INSERT INTO filler VALUES (zeroblob(400000)); END");
                return writer.Run($"PRAGMA max_page_count = {writer.Value<long>("PRAGMA page_count") + 4}");
            },
            Token);
        await using var retention = Create(ThirtyDays);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => retention.RunAsync(Token));
        Assert.Equal(["a", "b", "c"], await SpanIdsAsync());
        Assert.Equal((0, 0, 0), await _test.ReadAsync(StoreScan.CountWrong));

        await _test.Store.WriteAsync(static writer => writer.Run("PRAGMA max_page_count = 1000000"), Token);
        Assert.Equal(2, await retention.RunAsync(Token));
        Assert.Equal(["c"], await SpanIdsAsync());
    }

    private static SpanRecord At(string trace, string span, string? session, int daysAgo)
    {
        var end = Timestamps.FromInstant(Now.AddDays(-daysAgo));
        return TestStore.Span(trace, span, session, end - 1000, end, tokens: 5);
    }

    private Retention Create(RetentionLimits limits) => new(_test.Store, limits, _clock, NullLogger.Instance);

    private async Task AnnotateAsync(AnnotationTarget target, string id)
    {
        var annotation = new AnnotationRecord
        {
            Target = target,
            TargetId = id,
            Name = "n",
            Identifier = "",
            AnnotatorKind = "CODE",
            Metadata = "{}"u8.ToArray(),
        };
        await _test.Store.WriteAsync(writer => AnnotationWrites.UpsertAll(writer, [annotation], 1), Token);
    }

    private Task<List<string>> SpanIdsAsync() =>
        _test.ReadAsync(static reader => reader.Rows("SELECT span_id FROM spans ORDER BY span_id", static row => row.GetString(0)));

    private Task<long> CountAsync(string table) => _test.ReadAsync(reader => reader.Value<long>($"SELECT count(*) FROM {table}"));

    private Task<long> UsedAsync() => _test.ReadAsync(RetentionQueries.UsedBytes);

    private static async Task WaitAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
