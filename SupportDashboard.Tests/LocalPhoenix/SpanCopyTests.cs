using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.Tests.LocalPhoenix;

public sealed class SpanCopyTests : IAsyncLifetime
{
    private static readonly SpanRecord Begun = TestStore.Span("t1", "a", start: 100, end: 0) with { Origin = new("{\"a\":1}"u8.ToArray(), "begun", "1") };

    private static readonly SpanRecord Ended = TestStore.Span("t1", "a", "s1", start: 100, end: 900, tokens: 10) with
    {
        Name = "ended",
        Status = StatusCode.Ok,
        StatusMessage = "done",
        Attributes = "{\"output.value\":\"x\"}"u8.ToArray(),
        Events = "[]"u8.ToArray(),
        Origin = new("{\"b\":1}"u8.ToArray(), "ended", "1"),
    };

    private readonly TestStore _test = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Fact]
    public async Task A_copy_that_has_ended_takes_the_place_of_one_that_has_not()
    {
        await _test.AddAsync("p", Begun);
        var before = await SpanAsync();

        Assert.Equal(0, await _test.AddAsync("q", Ended));

        var after = await SpanAsync();
        Assert.Equal(before.Row, after.Row);
        Assert.Equal(("ended", 900, StatusCode.Ok, "done"), (after.Name, after.EndNanos, after.Status, after.StatusMessage));
        Assert.Equal(Ended.Attributes, after.Attributes);
        Assert.Equal("ended", after.Origin!.ScopeName);
        var session = await _test.ReadAsync(static reader => SessionQueries.Find(reader, "s1"));
        Assert.Equal((100, 900, 10), (session!.StartNanos, session.EndNanos, session.PromptTokens));
        Assert.Equal((0, 0, 0), await _test.ReadAsync(StoreScan.CountWrong));
        Assert.Null(await _test.ReadAsync(static reader => ProjectQueries.Find(reader, "q")));
    }

    [Fact]
    public async Task A_copy_that_has_not_ended_changes_nothing_when_it_comes_late()
    {
        await _test.AddAsync("p", Ended);
        await _test.AddAsync("p", Begun);

        Assert.Equal("ended", (await SpanAsync()).Name);
        Assert.Equal((0, 0, 0), await _test.ReadAsync(StoreScan.CountWrong));
    }

    [Fact]
    public async Task Both_copies_may_come_in_one_request()
    {
        Assert.Equal(1, await _test.AddAsync("p", Begun, Ended, Begun));

        Assert.Equal("ended", (await SpanAsync()).Name);
        Assert.Equal((0, 0, 0), await _test.ReadAsync(StoreScan.CountWrong));
    }

    [Fact]
    public async Task A_span_of_another_trace_is_never_replaced()
    {
        await _test.AddAsync("p", Begun, TestStore.Span("t2", "b"));

        await _test.AddAsync("p", Ended with { TraceId = "t2" }, Ended with { TraceId = "t3" });

        Assert.Equal("a", (await SpanAsync()).Name);
        Assert.Null(await _test.ReadAsync(static reader => TraceQueries.FindRow(reader, "t3")));
    }

    [Fact]
    public async Task What_was_said_about_a_span_stays_when_it_is_replaced()
    {
        await _test.AddAsync("p", Begun);
        var annotation = new AnnotationRecord
        {
            Target = AnnotationTarget.Span,
            TargetId = "a",
            Name = "thumb",
            Identifier = "",
            AnnotatorKind = "HUMAN",
            Label = "up",
            Metadata = "{}"u8.ToArray(),
        };
        await _test.Store.WriteAsync(writer => AnnotationWrites.UpsertAll(writer, [annotation], 1), Token);

        await _test.AddAsync("p", Ended);

        var project = (await _test.ReadAsync(static reader => ProjectQueries.Find(reader, "p")))!.Row;
        var found = await _test.ReadAsync(reader => AnnotationQueries.Page(reader, new(AnnotationTarget.Span, project, 10) { TargetIds = ["a"] }));
        Assert.Equal("up", Assert.Single(found).Label);
    }

    [Fact]
    public async Task A_full_disk_leaves_the_copy_that_was_there()
    {
        await _test.AddAsync("p", Begun);
        await _test.Store.WriteAsync(static writer => writer.Run($"PRAGMA max_page_count = {writer.Value<long>("PRAGMA page_count") + 2}"), Token);
        var large = Ended with { Attributes = new byte[200_000] };

        await Assert.ThrowsAsync<StoreUnavailableException>(() => _test.AddAsync("p", large));
        Assert.Equal(("a", 0), ((await SpanAsync()).Name, (await SpanAsync()).EndNanos));
        Assert.Equal((0, 0, 0), await _test.ReadAsync(StoreScan.CountWrong));

        await _test.Store.WriteAsync(static writer => writer.Run("PRAGMA max_page_count = 1000000"), Token);
        await _test.AddAsync("p", large);
        Assert.Equal("ended", (await SpanAsync()).Name);
    }

    private async Task<StoredSpan> SpanAsync() => Assert.Single(
        await _test.ReadAsync(static reader => SpanQueries.Page(reader, new SpanQuery(ProjectQueries.Find(reader, "p")!.Row, 10) { SpanIds = ["a"] })));
}
