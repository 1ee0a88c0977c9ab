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
        from verdicts in Gen.Select(Text, Text.Where(static label => !label.Contains(':', StringComparison.Ordinal))).Array[0, 5]
        from flags in Gen.Bool.Array[4]
        from category in Text.Null()
        from sort in Gen.Enum<SessionSort>()
        from turn in Gen.Int[1, 10_000].Nullable()
        from page in Gen.Int[1, 100_000]
        select new SessionsAddress
        {
            Project = project,
            SessionId = sessionId,
            Turn = turn,
            Search = search,
            Range = range,
            Verdicts = [.. verdicts.Distinct()],
            HasErrors = flags[0],
            ThumbsDown = flags[1],
            Category = category,
            Sort = sort,
            Ascending = flags[2],
            AsTable = flags[3],
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
            Assert.Equal(address with { Verdicts = [] }, read with { Verdicts = [] });
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
    public void What_an_address_says_wrongly_is_left_out(string query) => Assert.Equal("/sessions", SessionsAddress.Parse("http://localhost/sessions" + query, null).ToUri());

    [Fact]
    public void Everything_an_address_asks_for_is_bounded()
    {
        var verdicts = string.Concat(Enumerable.Range(0, 500).Select(static i => $"&verdict=e:l{i}"));

        var address = SessionsAddress.Parse($"http://localhost/sessions?page=999999999&q={new string('q', 5_000)}{verdicts}", null);

        Assert.Equal(100_000, address.PageNumber);
        Assert.Equal(SessionsAddress.MaxSearchLength, address.Search!.Length);
        Assert.Equal(20, address.Verdicts.Count);
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
    public void A_filter_asks_the_index_for_the_same()
    {
        var now = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
        var address = new SessionsAddress { Search = "refund", Range = "24h", HasErrors = true, Category = "faq" }.Toggle("r", "a").Toggle("r", "b");

        var filter = address.ToFilter(now);

        Assert.Equal(("refund", now.AddDays(-1), true, "faq"), (filter.Search, filter.From, filter.HasErrors, filter.Category));
        Assert.Equal(["a", "b"], filter.Verdicts["r"]);
    }

    private static Gen<T> OneOf<T>(IReadOnlyList<T> values) => Gen.Int[0, values.Count - 1].Select(i => values[i]);
}
