using CsCheck;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Sessions;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Components.Sessions;

public sealed class SessionsAddressTests
{
    private static readonly Gen<string> Text =
        Gen.OneOf(Gen.String[Gen.Char['\0', '\u07ff'], 1, 40], OneOf(HostileStrings.All)).Where(static text => text.Trim().Length > 0);

    private static readonly Gen<SessionsAddress> Addresses =
        from project in Text.Null()
        from sessionId in Text.Null()
        from search in Text.Select(static text => text.Trim()).Where(static text => text.Length <= SessionsAddress.MaxSearchLength).Null()
        from range in OneOf<string?>([null, .. TimeRange.All.Select(range => range.Key)])
        from verdicts in Gen.Select(Text.Where(static name => name.Length <= 400), Text.Where(static label => label.Length <= 400 && !label.Contains(':', StringComparison.Ordinal))).Array[0, 5]
        from values in Gen.Select(OneOf(SessionValueKinds.All), Text.Where(static value => value.Length <= 500)).Array[0, 5]
        from seconds in Gen.Long[0, 7_000_000_000].Nullable().Array[2]
        from flags in Gen.Bool.Array[5]
        from columns in OneOf(SessionColumns.All).Array[0, 6]
        from view in OneOf<string?>([null, "all", "0198a1c2d3e4"])
        from sort in Gen.Enum<SessionSort>()
        from turn in Gen.Int[1, 10_000].Nullable()
        from page in Gen.Int[1, 100_000]
        select new SessionsAddress
        {
            Project = project,
            SessionId = sessionId,
            Turn = turn,
            Search = search,
            Range = seconds[0] is null && seconds[1] is null ? range : null,
            From = At(seconds[0], seconds[1], Math.Min),
            To = At(seconds[1], seconds[0], Math.Max),
            Verdicts = [.. verdicts.Distinct()],
            HasErrors = flags[0],
            NeedsLook = flags[1],
            Values = [.. values.Distinct().OrderBy(static value => SessionValueKinds.All.ToList().IndexOf(value.Item1))],
            Sort = sort,
            Ascending = flags[2],
            AsTable = flags[3],
            Compact = flags[4],
            Columns = SessionColumns.Write([.. columns.Distinct()]),
            View = view,
            PageNumber = page,
        };

    /// <summary>Reads an address the way the page does when a link is followed.</summary>
    internal static SessionsAddress Follow(string href)
    {
        var uri = new Uri(new Uri("http://localhost:5080/"), href);
        var id = uri.AbsolutePath.StartsWith("/sessions/", StringComparison.Ordinal) ? Uri.UnescapeDataString(uri.AbsolutePath["/sessions/".Length..]) : null;
        return SessionsAddress.Parse(uri.AbsoluteUri, id);
    }

    [Fact]
    public void What_was_written_is_read_back() => Addresses.Sample(
        address =>
        {
            var read = Follow(address.ToUri());

            Assert.Equal(address.Verdicts, read.Verdicts);
            Assert.Equal(address.Values, read.Values);
            Assert.Equal(address with { Verdicts = [], Values = [] }, read with { Verdicts = [], Values = [] });
        },
        iter: 2_000);

    [Fact]
    public void Every_hostile_id_leads_back_to_its_session()
    {
        string[] ids = [.. HostileStrings.All.Where(id => id.Length > 0), "..", ".", "a/b", "a\\b", "a?b", "a#b", "a%2Fb", "%", "\0", " id ", "-", ".hidden", "~", "CON", new string('x', 500)];

        Assert.All(ids, static id => Assert.Equal(id, Follow(new SessionsAddress { SessionId = id, Turn = 7 }.ToUri()).SessionId));
    }

    [Fact]
    public void A_plain_id_stands_in_the_path() =>
        Assert.Equal("/sessions/0b7c-x_1.2~?turn=2", new SessionsAddress { SessionId = "0b7c-x_1.2~", Turn = 2 }.ToUri());

    [Fact]
    public void The_plain_list_has_the_plain_address() => Assert.Equal("/sessions", new SessionsAddress().ToUri());

    [Theory]
    [InlineData("?turn=-1&page=0&sort=nonsense&dir=up&view=hologram&range=forever&errors=yes&thumbs=up")]
    [InlineData("?turn=99999999999999999999&page=&sort=99&verdict=&verdict=:&verdict=a:&verdict=:b&verdict=nocolon")]
    [InlineData("?sort=-1&turn=1e3&q=%20%20&project=&category=&id=")]
    [InlineData("?%00=%ff&&&==&q")]
    [InlineData("?cols=&cols=nonsense,,%20&density=huge&look=2&saved=%20")]
    [InlineData("?cols=verdicts,turns,tokens,errors,active,duration&saved=a-key-that-is-longer-than-any-view-can-have")]
    public void What_an_address_says_wrongly_is_left_out(string query) => Assert.Equal("/sessions", SessionsAddress.Parse("http://localhost/sessions" + query, null).ToUri());

    [Fact]
    public void Everything_an_address_asks_for_is_bounded_and_that_is_said()
    {
        var verdicts = string.Concat(Enumerable.Range(0, 1_000).Select(static i => $"&verdict=e:l{i}"));
        var tools = string.Concat(Enumerable.Range(0, 1_000).Select(static i => $"&tool=t{i}"));

        var address = SessionsAddress.Parse($"http://localhost/sessions?page=999999999&q={new string('q', 10_000)}{verdicts}{tools}", null);

        Assert.Equal(100_000, address.PageNumber);
        Assert.Equal(SessionsAddress.MaxSearchLength, address.Search!.Length);
        Assert.Equal((60, 60), (address.Verdicts.Count, address.Values.Count));
        Assert.Equal(4, address.Remarks.Count);
        Assert.Contains("The address asks for 1,000 verdicts; the first 60 are used.", address.Remarks);
    }

    [Theory]
    [InlineData("?from=yesterday", "“yesterday” is not a date and was left out.")]
    [InlineData("?range=forever", "“forever” is not a time range this page knows.")]
    [InlineData("?sort=price", "The list cannot be sorted by “price”; the newest are shown first.")]
    [InlineData("?sort=3", "The list cannot be sorted by “3”; the newest are shown first.")]
    [InlineData("?page=-1", "There is no page “-1”.")]
    [InlineData("?page=abc", "There is no page “abc”.")]
    [InlineData("?verdict=unresolved", "“unresolved” is not a verdict; it would read like resolution_status:unresolved.")]
    public void What_was_not_understood_is_said(string query, string remark)
    {
        var address = SessionsAddress.Parse("http://localhost/sessions" + query, null);

        Assert.Equal([remark], address.Remarks);
        Assert.Equal("/sessions", address.ToUri());
    }

    [Theory]
    [InlineData("?from=2026-11-15", "/sessions?from=2026-11-15T00%3A00%3A00Z")]
    [InlineData("?to=2026-11-15T08:00%2B02:00", "/sessions?to=2026-11-15T06%3A00%3A00Z")]
    [InlineData("?from=0001-01-01&to=9999-12-31", "/sessions?from=1970-01-01T00%3A00%3A00Z&to=2199-12-31T00%3A00%3A00Z")]
    [InlineData("?from=2026-11-22T10:00:00Z&to=2026-11-15T10:00:00Z", "/sessions?from=2026-11-15T10%3A00%3A00Z&to=2026-11-22T10%3A00%3A00Z")]
    [InlineData("?range=7d&from=2026-11-15T10:00:00Z", "/sessions?from=2026-11-15T10%3A00%3A00Z")]
    [InlineData("?from=99999-01-01&range=7d", "/sessions?range=7d")]
    [InlineData("?thumbs=down", "/sessions?feedback=down")]
    public void Dates_and_older_links_take_their_nearest_sensible_meaning(string query, string uri) =>
        Assert.Equal(uri, SessionsAddress.Parse("http://localhost/sessions" + query, null).ToUri());

    [Fact]
    public void Hostile_strings_in_every_place_never_fail_and_are_never_longer_than_what_is_useful()
    {
        string[] keys = ["q", "range", "from", "to", "verdict", "errors", "look", "sort", "dir", "view", "page", "turn", "project", "id", .. SessionValueKinds.All];
        foreach (var text in HostileStrings.All)
        {
            var query = string.Join('&', keys.Select(key => $"{key}={Uri.EscapeDataString(text)}"));

            var address = SessionsAddress.Parse($"http://localhost/sessions?{query}", null);

            Assert.All(address.Remarks, static remark => Assert.InRange(remark.Length, 10, 200));
            _ = address.ToFilter(DateTimeOffset.UnixEpoch);
            Assert.Equal(address.ToUri(), Follow(address.ToUri()).ToUri());
        }
    }

    [Fact]
    public void A_time_of_ones_own_and_one_that_ends_now_replace_each_other()
    {
        var from = new DateTimeOffset(2026, 11, 15, 0, 0, 0, TimeSpan.Zero);

        var own = new SessionsAddress { Range = "7d", PageNumber = 3 }.WithTime(from, null);
        var preset = own.WithRange("24h");

        Assert.Equal((null, from, null, 1), (own.Range, own.From, own.To, own.PageNumber));
        Assert.Equal(("24h", null, null), (preset.Range, preset.From, preset.To));
        Assert.False(preset.WithRange(null).IsFiltered);
    }

    [Fact]
    public void Neither_order_nor_page_nor_the_open_session_change_the_figures()
    {
        var list = new SessionsAddress { Search = "refund" };

        Assert.True(list.ShowsSameFigures(list with { Sort = SessionSort.Turns, Ascending = true, PageNumber = 4, SessionId = "s", Turn = 2, AsTable = true }));
        Assert.False(list.ShowsSameFigures(list.ToggleValue("tool", "x")));
        Assert.False(list.ShowsSameFigures(list with { Project = "other" }));
    }

    [Fact]
    public void A_filter_toggles_and_begins_at_the_first_page()
    {
        var page = new SessionsAddress { PageNumber = 7 };

        var on = page.Toggle("resolution_status", "unresolved");
        var off = on.Toggle("resolution_status", "unresolved");

        Assert.Equal("/sessions?verdict=resolution_status%3Aunresolved", on.ToUri());
        Assert.True(on.IsFiltered);
        Assert.Equal("/sessions", off.ToUri());
    }

    [Fact]
    public void Opening_a_session_keeps_the_list()
    {
        var list = new SessionsAddress { Search = "refund" };

        Assert.True(list.ShowsSameList(list with { SessionId = "s", Turn = 3 }));
        Assert.False(list.ShowsSameList(list with { Search = "order" }));
    }

    [Fact]
    public void The_look_of_a_list_is_no_part_of_what_it_shows()
    {
        var list = new SessionsAddress { Search = "refund" };
        var other = list with { AsTable = true, Compact = true, Columns = "turns", View = "all" };

        Assert.True(list.ShowsSameList(other));
        Assert.False(list.ShowsSameList(list with { PageNumber = 2 }));
        Assert.False(list.ShowsSameList(list with { Sort = SessionSort.Turns }));
        Assert.True(list.ShowsSameFigures(other with { PageNumber = 2, Sort = SessionSort.Turns, Ascending = true }));
        Assert.False(list.ShowsSameFigures(list with { NeedsLook = true }));
    }

    [Fact]
    public void An_id_that_is_the_name_of_a_file_to_export_stays_out_of_the_path() =>
        Assert.Equal("/sessions?id=export.csv", new SessionsAddress { SessionId = "export.csv" }.ToUri());

    [Fact]
    public void A_filter_asks_the_index_for_the_same()
    {
        var now = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
        var address = new SessionsAddress { Search = "refund", Range = "24h", HasErrors = true }.Toggle("r", "a").Toggle("r", "b").ToggleValue("tool", "x").ToggleValue("tool", "y");

        var filter = address.ToFilter(now);

        Assert.Equal(("refund", now.AddDays(-1), null, true), (filter.Search, filter.From, filter.To, filter.HasErrors));
        Assert.Equal(filter.From, address.ToFilter(now.AddSeconds(59)).From);
        Assert.Equal(["x", "y"], filter.Values["tool"]);
        Assert.Equal(["a", "b"], filter.Verdicts["r"]);
    }

    private static DateTimeOffset? At(long? own, long? other, Func<long, long, long> choose) =>
        own is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(other is { } second ? choose(seconds, second) : seconds) : null;

    private static Gen<T> OneOf<T>(IReadOnlyList<T> values) => Gen.Int[0, values.Count - 1].Select(i => values[i]);
}
