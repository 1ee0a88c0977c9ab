using CsCheck;
using SupportDashboard.Bench.Sessions;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Tests.Sessions;

/// <summary>
/// The columns in memory against a full SQL scan over index.db: on histories in which spans arrive in any order, annotations come and go,
/// and turns are deleted, while the columns are changed with every step, never filled anew.
/// </summary>
public sealed class TruthTests
{
    private static readonly (SessionSort Sort, string Column)[] Sorts =
    [
        (SessionSort.LastActivity, "s.active_us"), (SessionSort.NeedsLook, "s.look"), (SessionSort.Started, "s.started_us"), (SessionSort.Turns, "s.turns"), (SessionSort.Tokens, "s.tokens"),
        (SessionSort.Errors, "s.failed"), (SessionSort.Duration, "s.duration_us"), (SessionSort.Documents, "s.documents"), (SessionSort.MedianLatency, "s.p50_us"),
        (SessionSort.P95Latency, "s.p95_us"), (SessionSort.LongestGap, "s.gap_us"), (SessionSort.Feedback, "(s.down * 1000000 - s.up)"),
        (SessionSort.Category, Names("s.category")), (SessionSort.User, Names("s.user_id")),
    ];

    // Whatever the case, then by it; none stands after all letters.
    private static string Names(string column) => $"(lower(coalesce({column}, '~')) || ' ' || coalesce({column}, ''))";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Figures_counts_histograms_and_pages_equal_a_scan_after_any_history() =>
        await Gen.Select(RandomHistory.Steps, RandomHistory.Filters.List[6, 6], Gen.Int).SampleAsync(
            async (steps, filters, seed) =>
            {
                using var index = new IndexFolder();
                var random = new Random(seed);
                await index.Queries.PageAsync(new SessionQuery(IndexFolder.Project, SessionFilter.None), Token);
                foreach (var step in steps)
                {
                    await step.ApplyAsync(index);
                    if (random.Next(4) == 0)
                    {
                        await CheckAsync(index, filters[random.Next(filters.Count)], random);
                    }
                }

                foreach (var filter in filters)
                {
                    await CheckAsync(index, filter, random);
                }
            },
            iter: 40,
            threads: 2);

    [Fact]
    public async Task Columns_that_followed_every_change_equal_columns_that_are_filled_at_once() =>
        await RandomHistory.Steps.SampleAsync(
            async steps =>
            {
                using var index = new IndexFolder();
                await index.Memory.LoadAsync();
                foreach (var step in steps)
                {
                    await step.ApplyAsync(index);
                }

                await using var fresh = index.NewMemory();
                await fresh.LoadAsync();
                foreach (var (sort, _) in Sorts)
                {
                    var query = new SessionQuery(IndexFolder.Project, SessionFilter.None, sort);
                    var followed = await index.Queries.IdsAsync(query, 1000, Token);
                    var filled = await new SessionQueries(index.Database, fresh, new SessionRows(index.Prices), TimeProvider.System).IdsAsync(query, 1000, Token);
                    Assert.Equal(filled, followed);
                }
            },
            iter: 20,
            threads: 2);

    private static async Task CheckAsync(IndexFolder index, SessionFilter filter, Random random)
    {
        await CheckSummaryAsync(index, filter);
        await CheckFacetsAsync(index, filter);
        await CheckPageAsync(index, filter, Sorts[random.Next(Sorts.Length)], random.Next(2) == 0, random.Next(6));
        var starts = await index.ReadAsync(connection => new SqlScan(connection, index.Prices, IndexFolder.Project).Starts(filter));
        var histogram = await index.Queries.HistogramAsync(IndexFolder.Project, filter, Token);
        Assert.Equal((starts.Count, starts.Count(static start => start.Unresolved)), (histogram.Buckets.Sum(static bucket => bucket.Sessions), histogram.Buckets.Sum(static bucket => bucket.Unresolved)));
        foreach (var bucket in histogram.Buckets.Skip(1))
        {
            Assert.Equal(starts.Count(start => SpanFacts.Instant(start.StartedUs) is var at && at >= bucket.From && at < bucket.From + histogram.Width), bucket.Sessions);
        }
    }

    private static async Task CheckSummaryAsync(IndexFolder index, SessionFilter filter)
    {
        var expected = await index.ReadAsync(connection => new SqlScan(connection, index.Prices, IndexFolder.Project).Summary(filter, latencies: true));
        var actual = await index.Queries.SummaryAsync(IndexFolder.Project, filter, Token);
        Assert.Equal(Without(expected), Without(actual));
        Assert.Equal((double)expected.Cost, (double)actual.Cost, 1e-9);
        Near(expected.MedianTurnLatency, actual.MedianTurnLatency);
        Near(expected.P95TurnLatency, actual.P95TurnLatency);
        if (filter is { From: { } from, To: { } to } && from < to)
        {
            var before = filter with { From = from - (to - from), To = from };
            var earlier = await index.ReadAsync(connection => new SqlScan(connection, index.Prices, IndexFolder.Project).Summary(before, latencies: false));
            Assert.Equal(Without(earlier), Without(actual.Before!));
        }
    }

    private static SessionSummary Without(SessionSummary summary) => summary with { Before = null, Cost = 0, MedianTurnLatency = null, P95TurnLatency = null };

    private static void Near(TimeSpan? expected, TimeSpan? actual)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is { } exact)
        {
            Assert.InRange(actual!.Value.TotalMilliseconds, Math.Max(0.1, exact.TotalMilliseconds) * 0.96, Math.Max(0.1, exact.TotalMilliseconds) * 1.04);
        }
    }

    private static async Task CheckFacetsAsync(IndexFolder index, SessionFilter filter)
    {
        var actual = await index.Queries.FacetsAsync(IndexFolder.Project, filter, Token);
        await index.ReadAsync(connection =>
        {
            var scan = new SqlScan(connection, index.Prices, IndexFolder.Project);
            foreach (var kind in (string[])[SessionValueKinds.Category, SessionValueKinds.Tool, SessionValueKinds.FailedTool, SessionValueKinds.Error, SessionValueKinds.Model])
            {
                Assert.Equal(scan.Counts(filter, kind).OrderByDescending(static pair => pair.Value).ThenBy(static pair => pair.Key, StringComparer.Ordinal), actual.Values[kind].Select(static value => KeyValuePair.Create(value.Name, value.Count)));
            }

            foreach (var (evaluator, labels) in actual.Verdicts)
            {
                var expected = scan.Counts(filter, ValueKinds.Verdict(evaluator));
                Assert.Equal(scan.Count(filter, without: ValueKinds.Verdict(evaluator)) - expected.Values.Sum(), labels[SessionFilter.NotJudged]);
                Assert.Equal(expected.OrderBy(static pair => pair.Key), labels.Where(static pair => pair.Key is not (SessionFilter.NotJudged or SessionFilter.Stale or SessionFilter.HumanDisagrees)).OrderBy(static pair => pair.Key));
            }

            Assert.Equal(scan.Count(filter, "s.failed > 0", "errors"), actual.WithErrors);
            Assert.Equal(scan.Count(filter, "s.look > 0", "look"), actual.NeedsLook);
            Assert.Equal(scan.Count(filter, "s.down > 0", "disliked"), actual.ThumbsDown);
            Assert.Equal((scan.Count(filter), scan.Count(filter, "s.stale")), (actual.Total, actual.Stale));
            Assert.Equal(scan.Count(filter, "s.turns BETWEEN 2 AND 3", SessionValueKinds.Turns), actual.Values[SessionValueKinds.Turns].FirstOrDefault(static value => value.Name == "2-3")?.Count ?? 0);
            Assert.Equal(scan.Count(filter, "s.up = 0 AND s.down = 0", SessionValueKinds.Feedback), actual.Values[SessionValueKinds.Feedback].FirstOrDefault(static value => value.Name == "none")?.Count ?? 0);
            return true;
        });
    }

    private static async Task CheckPageAsync(IndexFolder index, SessionFilter filter, (SessionSort Sort, string Column) order, bool ascending, int offset)
    {
        var expected = await index.ReadAsync(connection => new SqlScan(connection, index.Prices, IndexFolder.Project).Ids(filter, order.Column, ascending));
        var query = new SessionQuery(IndexFolder.Project, filter, order.Sort, ascending, offset, 3);
        var page = await index.Queries.PageAsync(query, Token);
        Assert.Equal(expected.Count, page.Total);
        Assert.Equal(expected.Skip(offset).Take(3), page.Rows.Select(static row => row.SessionId));
        Assert.Equal(expected, await index.Queries.IdsAsync(query, int.MaxValue, Token));
        Assert.Equal(expected, await index.Queries.RowsAsync(query, Token).Select(static row => row.SessionId).ToListAsync(Token));
        foreach (var id in expected.Take(3))
        {
            var at = expected.IndexOf(id);
            Assert.Equal(new SessionPlace(at, expected.Count, expected.ElementAtOrDefault(at - 1), expected.ElementAtOrDefault(at + 1)), await index.Queries.PlaceAsync(query, id, Token));
        }
    }
}
