using SupportDashboard.Bench.Sessions;
using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Sessions;

/// <summary>The columns while the index changes under them.</summary>
public sealed class SessionMemoryTests
{
    private static readonly SessionQuery Everything = new(IndexFolder.Project, SessionFilter.None);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Questions_during_changes_are_answered_from_one_state_each_and_end_up_at_the_truth()
    {
        using var index = new IndexFolder();
        await index.FoldAsync(Wire.Turn(1, "s0", "t0", 0, "one", "two"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var readers = Enumerable.Range(0, 3).Select(_ => ReadAsync(index, stop)).ToList();
        for (var turn = 1; turn < 120; turn++)
        {
            await index.FoldAsync(Wire.Turn((turn * 2) + 1, $"s{turn % 40}", $"t{turn}", turn * 1000, "one", "two", failed: turn % 3 == 0));
            await index.AnnotateAsync(Wire.Annotation(turn, $"s{turn % 40}", "resolution_status", turn % 2 == 0 ? "resolved" : "unresolved"));
        }

        await stop.CancelAsync();
        foreach (var reader in readers)
        {
            Assert.True(await reader > 0);
        }

        var expected = await index.ReadAsync(connection => new SqlScan(connection, index.Prices, IndexFolder.Project).Summary(SessionFilter.None, latencies: false));
        var actual = await index.Queries.SummaryAsync(IndexFolder.Project, SessionFilter.None, Token);
        Assert.Equal((40, expected.Tokens, expected.Errors, expected.ResolvedJudged), (actual.Sessions, actual.Tokens, actual.Errors, actual.ResolvedJudged));
    }

    [Fact]
    public async Task What_was_written_is_there_when_the_write_returns()
    {
        using var index = new IndexFolder();
        for (var turn = 0; turn < 20; turn++)
        {
            await index.FoldAsync(Wire.Turn((turn * 2) + 1, $"s{turn}", $"t{turn}", turn * 1000, "one", "two"));

            Assert.Equal(turn + 1, (await index.Queries.SummaryAsync(IndexFolder.Project, SessionFilter.None, Token)).Sessions);
        }
    }

    [Fact]
    public async Task What_is_written_while_the_columns_are_filled_is_not_lost()
    {
        using var index = new IndexFolder();
        for (var turn = 0; turn < 30; turn++)
        {
            await index.FoldAsync(Wire.Turn((turn * 2) + 1, $"s{turn}", $"t{turn}", turn * 1000, "one", "two"));
        }

        for (var round = 0; round < 10; round++)
        {
            await using var memory = index.NewMemory();
            var loading = memory.LoadAsync();
            await index.FoldAsync(Wire.Turn(1000 + (round * 2), $"late{round}", $"l{round}", 0, "one", "two"));
            await loading;

            Assert.Equal(31 + round, memory.Read(static columns => columns.Sessions));
        }
    }

    [Fact]
    public async Task The_first_page_does_not_wait_for_the_columns()
    {
        using var index = new IndexFolder();
        await index.FoldAsync([.. Wire.Turn(1, "older", "t1", 0, "one", "two"), .. Wire.Turn(3, "newer", "t2", 60_000, "one", "two")]);
        Assert.False(index.Queries.Load.IsLoaded);

        var page = await index.Queries.PageAsync(Everything, Token);
        await index.Memory.LoadAsync();
        var later = await index.Queries.PageAsync(Everything, Token);

        Assert.Equal((2, new IndexLoad(true, 1)), (page.Total, index.Queries.Load));
        Assert.Equal(["newer", "older"], page.Rows.Select(static row => row.SessionId));
        Assert.Equal(later.Rows.Select(static row => row.SessionId), page.Rows.Select(static row => row.SessionId));
    }

    [Fact]
    public async Task A_project_that_is_emptied_leaves_nothing_in_memory()
    {
        using var index = new IndexFolder();
        await index.FoldAsync(Wire.Turn(1, "s", "t", 0, "one", "two", failed: true, category: "faq"));
        await index.Memory.LoadAsync();

        await index.WriteAsync(static (connection, project) =>
        {
            SupportDashboard.Sessions.Indexing.IndexWriter.Clear(connection, project);
            return true;
        });
        await index.FoldAsync(Wire.Turn(1, "other", "t", 0, "three", "four"));

        var facets = await index.Queries.FacetsAsync(IndexFolder.Project, SessionFilter.None, Token);
        Assert.Equal((1, 0), (facets.Total, facets.WithErrors));
        Assert.Empty(facets.Categories);
        Assert.Equal("other", Assert.Single((await index.Queries.PageAsync(Everything, Token)).Rows).SessionId);
    }

    // Sums of one answer agree with each other, whatever is written meanwhile.
    private static async Task<int> ReadAsync(IndexFolder index, CancellationTokenSource stop)
    {
        var answers = 0;
        do
        {
            var facets = await index.Queries.FacetsAsync(IndexFolder.Project, SessionFilter.None, Token);
            Assert.Equal(facets.Total, facets.Verdicts["resolution_status"].Values.Sum());
            Assert.Equal(facets.Total, facets.Values[SessionValueKinds.Turns].Sum(static value => value.Count));
            var page = await index.Queries.PageAsync(Everything with { Sort = SessionSort.Errors }, Token);
            Assert.Equal(Math.Min(50, page.Total), page.Rows.DistinctBy(static row => row.SessionId).Count());
            answers++;
        }
        while (!stop.IsCancellationRequested);
        return answers;
    }
}
