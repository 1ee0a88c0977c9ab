using Dapper;
using Microsoft.Data.Sqlite;
using SupportDashboard.Sessions;
using SupportDashboard.Sessions.Columns;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Tests.Sessions;

/// <summary>Searches for what everybody says, in much text, and what is shown of a hit.</summary>
public sealed class SearchBoundsTests : IDisposable
{
    private readonly IndexFolder _index = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _index.Dispose();

    [Fact]
    public async Task A_word_that_everybody_says_finds_the_newest_and_says_so()
    {
        await FillAsync(SessionSearch.Most + 50);

        var page = await PageAsync("everybody");
        var rare = await PageAsync("everybody number7x");

        Assert.Equal((SessionSearch.Most, true), (page.Total, page.SearchCapped));
        Assert.Equal($"s{SessionSearch.Most + 50}", page.Rows[0].SessionId);
        Assert.Equal((1, false, "s7"), (rare.Total, rare.SearchCapped, rare.Rows[0].SessionId));
    }

    [Fact]
    public async Task A_common_word_in_an_old_time_range_is_found_there()
    {
        await FillAsync(SessionSearch.Most + 50);
        var filter = new SessionFilter { Search = "everybody", To = SpanFacts.Instant(Second(20)) };

        var page = await _index.Queries.PageAsync(new SessionQuery(IndexFolder.Project, filter), Token);

        Assert.Equal((19, false), (page.Total, page.SearchCapped));
    }

    [Fact]
    public async Task A_common_word_in_a_new_time_range_is_found_there_and_in_older_sessions_that_were_active_in_it()
    {
        await FillAsync(SessionSearch.Most + 50);
        await _index.WriteAsync(static (connection, project) => connection.Execute("UPDATE session SET active_us = @last WHERE id = 5000", new { last = Second(SessionSearch.Most + 45) }));
        var filter = new SessionFilter { Search = "everybody", From = SpanFacts.Instant(Second(SessionSearch.Most + 41)) };

        var page = await _index.Queries.PageAsync(new SessionQuery(IndexFolder.Project, filter), Token);
        var nobody = await _index.Queries.PageAsync(new SessionQuery(IndexFolder.Project, filter with { From = SpanFacts.Instant(Second(SessionSearch.Most + 60)) }), Token);

        Assert.Equal((11, true), (page.Total, page.Rows.Any(static row => row.SessionId == "s5000")));
        Assert.Equal((0, false), (nobody.Total, nobody.SearchCapped));

        // Without the older one only the range itself is looked through.
        await _index.WriteAsync(static (connection, project) => connection.Execute("UPDATE session SET active_us = started_us WHERE id = 5000"));
        page = await _index.Queries.PageAsync(new SessionQuery(IndexFolder.Project, filter), Token);
        Assert.Equal((10, false), (page.Total, page.SearchCapped));
    }

    [Fact]
    public async Task A_search_whose_time_is_up_says_that_there_may_be_more_and_the_next_one_finds_it()
    {
        await FillAsync(100);

        var (late, inTime) = await _index.ReadAsync(static connection => (Find(connection, TimeSpan.Zero), Find(connection, Timeout.InfiniteTimeSpan)));

        Assert.Equal((0, true), (late.Keys.Count, late.Capped));
        Assert.Equal((100, false), (inTime.Keys.Count, inTime.Capped));

        static SearchResult Find(SqliteConnection connection, TimeSpan most)
        {
            using var time = new SearchTime(connection, TimeProvider.System, most);
            Assert.True(most != TimeSpan.Zero || SpinWait.SpinUntil(() => time.IsUp, TimeSpan.FromMinutes(1)));
            return new SessionSearch(connection, 1, null, time).Find(new SessionFilter { Search = "everybody" }, null, static (_, _) => []);
        }
    }

    [Fact]
    public async Task A_statement_that_would_not_end_is_interrupted_and_the_connection_stays_of_use()
    {
        const string Endless = "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
        var sum = await _index.ReadAsync(static connection =>
        {
            using var time = new SearchTime(connection, TimeProvider.System, TimeSpan.FromMilliseconds(5));
            Assert.False(time.Next(connection.Prepared(Endless)));
            Assert.True(time.IsUp);
            return connection.ExecuteScalar<int>("SELECT 1 + 1");
        });

        Assert.Equal(2, sum);
    }

    [Fact]
    public async Task Two_letters_are_looked_for_in_the_newest_and_the_answer_says_that_there_are_more()
    {
        await FillAsync(3000);
        await _index.FoldAsync(Wire.Turn(1, "new", "new", 4_000_000, "qz?", "no"));

        var page = await PageAsync("qz");

        Assert.Equal(("new", true), (Assert.Single(page.Rows).SessionId, page.SearchCapped));
    }

    [Fact]
    public async Task Much_text_is_found_whole_with_words_of_different_turns()
    {
        var filler = new string('-', 20_000);
        await _index.FoldAsync([.. Wire.Turn(1, "much", "t1", 0, "alpha " + filler, "x"), .. Wire.Turn(3, "much", "t2", 60_000, "beta " + filler, "y")]);
        Assert.Equal("much", Assert.Single((await PageAsync("alpha beta")).Rows).SessionId);

        await _index.FoldAsync(Wire.Turn(5, "much", "t3", 120_000, "gamma", "z"));

        Assert.Equal("much", Assert.Single((await PageAsync("gamma alpha")).Rows).SessionId);
        Assert.Empty((await PageAsync("gamma delta")).Rows);

        await _index.WriteAsync(static (connection, project) => IndexWriter.Correct(connection, project, [("t3", "t3-llm"), ("t3", "t3-root")], []));

        Assert.Empty((await PageAsync("gamma")).Rows);
    }

    [Fact]
    public async Task A_hit_is_shown_with_its_surroundings_and_its_places()
    {
        await _index.FoldAsync([
            .. Wire.Turn(1, "s", "t1", 0, "nothing here", "nor here"),
            .. Wire.Turn(3, "s", "t2", 60_000, "well", new string('a', 100) + "\nthe <b>REFUND</b> for 🎉🎉 was refunded " + new string('z', 300)),
            .. Wire.Turn(5, "other", "t3", 0, "a refund", "?")]);

        var hits = await _index.Queries.SnippetsAsync(IndexFolder.Project, "refund 🎉", ["s", "other", "unknown"], Token);

        Assert.Equal(["other", "s"], hits.Keys.Order(StringComparer.Ordinal));
        var hit = hits["s"];
        Assert.Equal((2, false, true, true), (hit.Turn, hit.FromCustomer, hit.CutBefore, hit.CutAfter));
        Assert.Equal(["REFUND", "🎉🎉", "refund"], hit.Marks.Select(mark => hit.Text.Substring(mark.Start, mark.Length)));
        Assert.DoesNotContain('\n', hit.Text);
        Assert.Equal((true, new SearchMark(2, 6)), (hits["other"].FromCustomer, Assert.Single(hits["other"].Marks)));
    }

    [Fact]
    public async Task What_is_too_much_or_unknown_in_a_filter_is_said()
    {
        await _index.FoldAsync(Wire.Turn(1, "s", "t", 0, "q", "a"));
        var filter = new SessionFilter
        {
            Search = string.Join(' ', Enumerable.Range(0, 40)),
            Values = new Dictionary<string, IReadOnlyList<string>> { ["shoe size"] = ["44"], [SessionValueKinds.Tool] = [.. Enumerable.Range(0, 1000).Select(static number => $"t{number}")] },
        };

        var page = await _index.Queries.PageAsync(new SessionQuery(IndexFolder.Project, filter), Token);

        Assert.Equal(3, page.LeftOut.Count);
        Assert.Empty((await _index.Queries.PageAsync(new SessionQuery(IndexFolder.Project, SessionFilter.None), Token)).LeftOut);
    }

    private static long Second(int number) => SpanFacts.Microseconds(Wire.Start) + (number * 1_000_000L);

    private Task<SessionPage> PageAsync(string search) => _index.Queries.PageAsync(new SessionQuery(IndexFolder.Project, new SessionFilter { Search = search }), Token);

    // Straight into the tables: session n starts at second n and says "everybody" and a word of its own.
    private Task<int> FillAsync(int sessions) => _index.WriteAsync((connection, project) => connection.Execute(
        """
        CREATE TEMP TABLE n (i INTEGER PRIMARY KEY);
        WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < @sessions) INSERT INTO temp.n SELECT i FROM n;
        INSERT INTO session (id, project, session_id, turns, started_us, active_us, annotated_us) SELECT i, @project, 's' || i, 1, @start + i * 1000000, @start + i * 1000000, 1 FROM temp.n;
        INSERT INTO doc (id, session, trace) SELECT @first + (i << 18), i, 0 FROM temp.n;
        INSERT INTO said (rowid, text) SELECT @first + (i << 18), 'everybody says number' || i || 'x' FROM temp.n;
        """,
        new { sessions, project, start = Second(0), first = TextTable.FirstId(project, Second(0)) }));
}
