using CsCheck;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Tests.Sessions;

/// <summary>Every question to the index against plain loops over the same sessions.</summary>
public sealed class SessionQueriesTests
{
    private const string Coherence = "conversation_coherence";
    private const string Resolution = "resolution_status";

    private static readonly Gen<IReadOnlyList<string>> Labels =
        Gen.OneOf("coherent", "incoherent", "unknown", "resolved", "unresolved", SessionFilter.NotJudged, SessionFilter.Stale, "no such label").List[0, 3].Select(static labels => (IReadOnlyList<string>)labels);

    private static readonly Gen<SessionFilter> Filters =
        from search in Gen.OneOf<string?>(null, null, "refund", "carrier")
        from since in Gen.Int[0, 600]
        from to in Gen.Int[0, 600]
        from useTime in Gen.Int[0, 3]
        from errors in Gen.Int[0, 3]
        from disliked in Gen.Int[0, 3]
        from look in Gen.Int[0, 3]
        from category in Gen.OneOf<string?>(null, null, "faq")
        from coherence in Labels
        from resolution in Labels
        select new SessionFilter
        {
            Search = search,
            From = useTime == 0 ? Wire.Start.AddMinutes(since) : null,
            To = useTime <= 1 ? Wire.Start.AddMinutes(to) : null,
            HasErrors = errors == 0,
            ThumbsDown = disliked == 0,
            NeedsLook = look == 0,
            Category = category,
            Verdicts = new Dictionary<string, IReadOnlyList<string>> { [Coherence] = coherence, [Resolution] = resolution },
        };

    // Those of the other columns are held against a scan by SQL.
    private static readonly Gen<SessionSort> Sorts = Gen.OneOf(
        SessionSort.LastActivity, SessionSort.NeedsLook, SessionSort.Started, SessionSort.Turns, SessionSort.Tokens, SessionSort.Errors, SessionSort.Duration);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_places_summaries_and_facets_agree_with_plain_loops() =>
        await Gen.Select(SessionSample.Generator.List[0, 25], Filters.List[12, 12], Sorts.List[12, 12], Gen.Bool).SampleAsync(
            async (samples, filters, sorts, ascending) =>
            {
                var sessions = samples.Select(static (sample, number) => sample with { Number = number }).ToList();
                using var index = await IndexAsync(sessions);
                foreach (var (filter, sort) in filters.Zip(sorts))
                {
                    await CheckPageAsync(index.Queries, sessions, new SessionQuery(IndexFolder.Project, filter, sort, ascending, 3, 5));
                    await CheckSummaryAsync(index.Queries, sessions, filter);
                    await CheckFacetsAsync(index.Queries, sessions, filter);
                }
            },
            iter: 12,
            threads: 2);

    [Fact]
    public async Task An_unknown_project_has_no_sessions()
    {
        using var index = await IndexAsync([]);

        Assert.Equal(0, (await index.Queries.PageAsync(new SessionQuery("nope", SessionFilter.None), Token)).Total);
        Assert.Null(await index.Queries.FindAsync("nope", "s", Token));
        Assert.Null(await index.Queries.PlaceAsync(new SessionQuery("nope", SessionFilter.None), "s", Token));
        Assert.Equal(new SessionSummary(), await index.Queries.SummaryAsync("nope", SessionFilter.None, Token));
    }

    [Fact]
    public async Task A_forged_filter_gets_the_nearest_sensible_answer()
    {
        using var index = await IndexAsync([new SessionSample(0, 1, 0, null, 0, 1, null, null, 1, false, "refund")]);
        var many = Enumerable.Range(0, 1000).ToDictionary(static number => $"e{number}", static IReadOnlyList<string> (number) => [$"l'{number}", SessionFilter.NotJudged]);
        var filter = new SessionFilter { Verdicts = many, From = DateTimeOffset.MinValue, To = DateTimeOffset.MaxValue };

        var page = await index.Queries.PageAsync(new SessionQuery(IndexFolder.Project, filter, (SessionSort)99, true, -5, 1_000_000), Token);

        Assert.Equal(1, page.Total);
        Assert.Equal(1, (await index.Queries.SummaryAsync(IndexFolder.Project, filter, Token)).Sessions);
    }

    private static async Task<IndexFolder> IndexAsync(List<SessionSample> sessions)
    {
        var index = new IndexFolder();
        await index.FoldAsync(sessions.SelectMany(static session => session.Spans));
        await index.AnnotateAsync([.. sessions.SelectMany(static session => session.Annotations)]);
        await index.Database.WriteAsync(
            connection => VerdictTable.ReplaceFeedback(connection, 1, sessions.Where(static session => session.Disliked).ToDictionary(
                static session => session.Id, static IReadOnlyList<(string, string, bool)> (session) => [($"{session.Id}-0-root", "", false)])),
            Token);
        return index;
    }

    private static async Task CheckPageAsync(SessionQueries queries, List<SessionSample> sessions, SessionQuery query)
    {
        Func<SessionSample, long> key = query.Sort switch
        {
            SessionSort.NeedsLook => static session => session.Look,
            SessionSort.Started => static session => session.Started.Ticks,
            SessionSort.Turns => static session => session.Turns,
            SessionSort.Tokens => static session => 10L * (session.Number + 1) * session.Turns,
            SessionSort.Errors => static session => session.FailedTurns,
            SessionSort.Duration => static session => (session.Active - session.Started).Ticks,
            _ => static _ => 0,
        };
        var expected = sessions.Where(session => session.Matches(query.Filter)).OrderBy(key).ThenBy(static session => session.Active).ThenBy(static session => session.Id, StringComparer.Ordinal)
            .Select(static session => session.Id).ToList();
        if (!query.Ascending)
        {
            expected.Reverse();
        }

        var page = await queries.PageAsync(query, Token);
        Assert.Equal(expected.Count, page.Total);
        Assert.Equal(expected.Skip(3).Take(5), page.Rows.Select(static row => row.SessionId));
        Assert.Equal(expected.Take(7), await queries.IdsAsync(query, 7, Token));
        foreach (var session in sessions.Take(4))
        {
            var at = expected.IndexOf(session.Id);
            var place = at < 0 ? null : new SessionPlace(at, expected.Count, expected.ElementAtOrDefault(at - 1), expected.ElementAtOrDefault(at + 1));
            Assert.Equal(place, await queries.PlaceAsync(query, session.Id, Token));
        }
    }

    private static async Task CheckSummaryAsync(SessionQueries queries, List<SessionSample> sessions, SessionFilter filter)
    {
        var matching = sessions.Where(session => session.Matches(filter)).ToList();
        var coherence = matching.Where(static session => session.Coherence is not (null or "unknown")).ToList();
        var resolution = matching.Where(static session => session.Resolution is not (null or "unknown")).ToList();
        var latencies = matching.SelectMany(static session => Enumerable.Repeat(session.LastsMs, session.Turns)).Order().ToList();
        var turns = matching.Where(static session => session.Resolution == "resolved").Select(static session => session.Turns).Order().ToList();
        var expected = new SessionSummary
        {
            Sessions = matching.Count,
            CoherentJudged = coherence.Count,
            CoherentShare = coherence.Count == 0 ? null : coherence.Average(static session => session.Coherence == "coherent" ? 1.0 : 0.0),
            ResolvedJudged = resolution.Count,
            ResolvedShare = resolution.Count == 0 ? null : resolution.Average(static session => session.Resolution == "resolved" ? 1.0 : 0.0),
            NotJudged = matching.Count(static session => session.Coherence is null || session.Resolution is null),
            Unknown = matching.Count(static session => session.Coherence == "unknown" || session.Resolution == "unknown"),
            Stale = matching.Count(static session => session.Stale),
            MedianTurnsToResolution = turns.Count == 0 ? null : (turns[(turns.Count - 1) / 2] + turns[turns.Count / 2]) / 2.0,
            Tokens = matching.Sum(static session => 10L * (session.Number + 1) * session.Turns),
            UnknownCost = matching.Count,
            Errors = matching.Sum(static session => session.FailedTurns),
        };
        var actual = await queries.SummaryAsync(IndexFolder.Project, filter, Token);
        Assert.Equal(expected, actual with { Before = null, MedianTurnLatency = null, P95TurnLatency = null });
        Near(latencies, 0.5, actual.MedianTurnLatency);
        Near(latencies, 0.95, actual.P95TurnLatency);
    }

    // Nearest rank, within what a bucket is wide.
    private static void Near(List<int> sorted, double share, TimeSpan? actual)
    {
        Assert.Equal(sorted.Count == 0, actual is null);
        if (actual is { } found)
        {
            var expected = sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
            Assert.InRange(found.TotalMilliseconds, expected * 0.96, expected * 1.04);
        }
    }

    private static async Task CheckFacetsAsync(SessionQueries queries, List<SessionSample> sessions, SessionFilter filter)
    {
        var facets = await queries.FacetsAsync(IndexFolder.Project, filter, Token);
        foreach (var evaluator in (string[])[Coherence, Resolution])
        {
            var others = sessions.Where(session => session.Matches(filter, without: evaluator)).ToList();
            var expected = others.GroupBy(session => session.Label(evaluator) ?? SessionFilter.NotJudged).ToDictionary(static group => group.Key, static group => group.Count());
            expected.TryAdd(SessionFilter.NotJudged, 0);
            if (others.Count(session => session.Label(evaluator) is not null && session.SeenTurns < session.Turns) is > 0 and var stale)
            {
                expected[SessionFilter.Stale] = stale;
            }

            Assert.Equal(expected.OrderBy(static label => label.Key), facets.Verdicts[evaluator].OrderBy(static label => label.Key));
        }

        Assert.Equal(sessions.Count(session => session.Matches(filter with { HasErrors = true })), facets.WithErrors);
        Assert.Equal(sessions.Count(session => session.Matches(filter with { ThumbsDown = true })), facets.ThumbsDown);
        Assert.Equal(sessions.Count(session => session.Matches(filter) && session.Stale), facets.Stale);
        Assert.Equal(
            sessions.Where(session => session.Category is not null && session.Matches(filter with { Category = null })).GroupBy(static session => session.Category!).ToDictionary(static group => group.Key, static group => group.Count()).OrderBy(static category => category.Key),
            facets.Categories.OrderBy(static category => category.Key));
    }
}
