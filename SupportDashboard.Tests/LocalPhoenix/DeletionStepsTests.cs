using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.Tests.LocalPhoenix;

public sealed class DeletionStepsTests : IAsyncLifetime
{
    private const int Spans = 3 * DeletionSteps.RowsPerStep + 7;

    private readonly TestStore _test = new();
    private readonly DeletionSteps _steps;

    public DeletionStepsTests() => _steps = new(_test.Store);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Fact]
    public async Task A_large_trace_goes_in_steps_and_the_rest_stays()
    {
        await _test.AddAsync("p", [.. Many("t1", "s1"), TestStore.Span("t2", "other", "s1", tokens: 8)]);
        var trace = (await _test.ReadAsync(static reader => TraceQueries.FindRow(reader, "t1")))!.Value;
        var commits = _test.Commits;

        Assert.Equal(Spans, await _steps.DeleteTracesAsync([trace], Token));

        Assert.InRange(_test.Commits - commits, 4, 6);
        Assert.Equal(["other"], await SpanIdsAsync());
        Assert.Equal(8, (await _test.ReadAsync(static reader => SessionQueries.Find(reader, "s1")))!.PromptTokens);
        Assert.Equal((0, 0, 0), await _test.ReadAsync(StoreScan.CountWrong));
    }

    [Fact]
    public async Task A_project_goes_in_steps_with_its_sessions_and_leaves_what_others_had_put_into_them()
    {
        await _test.AddAsync("p", [.. Enumerable.Range(0, Spans).Select(static index => TestStore.Span($"t{index}", $"x{index}", $"s{index}"))]);
        await _test.AddAsync("q", TestStore.Span("joined", "stays", "s1"));
        var project = (await _test.ReadAsync(static reader => ProjectQueries.Find(reader, "p")))!.Row;
        var commits = _test.Commits;

        await _steps.DeleteProjectAsync(project, Token);

        Assert.True(_test.Commits - commits > Spans / DeletionSteps.RowsPerStep);
        Assert.Equal(["stays"], await SpanIdsAsync());
        Assert.Null(await _test.ReadAsync(static reader => ProjectQueries.Find(reader, "p")));
        Assert.Equal(0, await _test.ReadAsync(static reader => reader.Value<long>("SELECT count(*) FROM sessions")));
        Assert.Equal((0, 0, 0), await _test.ReadAsync(StoreScan.CountWrong));
    }

    [Fact]
    public async Task Others_write_between_the_steps_and_the_store_is_sound_after_each()
    {
        await _test.AddAsync("p", [.. Many("t1", "s1")]);
        var session = (await _test.ReadAsync(static reader => SessionQueries.Find(reader, "s1")))!.Row;
        var between = 0;

        var deleting = _steps.DeleteSessionsAsync([session], Token);
        while (!deleting.IsCompleted)
        {
            await _test.AddAsync("p", TestStore.Span("t2", $"small {between++}", "s2"));
            Assert.Equal((0, 0, 0), await _test.ReadAsync(StoreScan.CountWrong));
        }

        Assert.Equal(Spans, await deleting);
        Assert.Equal(between, (await SpanIdsAsync()).Count);
        Assert.True(between > 1);
    }

    [Fact]
    public async Task What_ends_in_the_middle_leaves_a_sound_store_and_can_be_asked_for_again()
    {
        await _test.AddAsync("p", [.. Many("t1", "s1")]);
        var session = (await _test.ReadAsync(static reader => SessionQueries.Find(reader, "s1")))!.Row;
        await _test.Store.WriteAsync(
            static writer => writer.Run(
                $"""
                CREATE TRIGGER full AFTER DELETE ON spans WHEN (SELECT count(*) FROM spans) < {Spans - DeletionSteps.RowsPerStep}
                BEGIN SELECT RAISE(ABORT, 'no'); END
                """),
            Token);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => _steps.DeleteSessionsAsync([session], Token));
        Assert.Equal(Spans - DeletionSteps.RowsPerStep, (await SpanIdsAsync()).Count);
        Assert.Equal((0, 0, 0), await _test.ReadAsync(StoreScan.CountWrong));

        await _test.Store.WriteAsync(static writer => writer.Run("DROP TRIGGER full"), Token);
        await _steps.DeleteSessionsAsync([session], Token);
        Assert.Empty(await SpanIdsAsync());
    }

    private static IEnumerable<SpanRecord> Many(string trace, string session) =>
        Enumerable.Range(0, Spans).Select(index => TestStore.Span(trace, $"{trace} {index}", session, tokens: 2));

    private Task<List<string>> SpanIdsAsync() =>
        _test.ReadAsync(static reader => reader.Rows("SELECT span_id FROM spans ORDER BY span_id", static row => row.GetString(0)));
}
