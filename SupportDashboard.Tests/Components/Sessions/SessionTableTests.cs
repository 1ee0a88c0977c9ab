using AngleSharp.Dom;
using Bunit;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Sessions;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Components.Sessions;

public sealed class SessionTableTests : ComponentTests
{
    [Fact]
    public void The_order_of_the_plain_list_has_its_arrow()
    {
        var table = Show(new SessionsAddress { AsTable = true }, Samples.Row());

        var header = Assert.Single(table.FindAll("th[aria-sort]"));
        Assert.Equal("descending", header.GetAttribute("aria-sort"));
        Assert.Equal("Last active ↓", header.TextContent.Trim());
    }

    [Fact]
    public void Every_order_that_a_column_stands_for_is_reached_by_its_header_both_ways()
    {
        var sorts = SessionColumns.All.SelectMany(static column => column.Sorts).ToList();
        foreach (var (title, sort) in sorts)
        {
            var address = new SessionsAddress { AsTable = true, Columns = SessionColumns.Write(SessionColumns.All), Sort = sort == SessionSort.NeedsLook ? SessionSort.Cost : SessionSort.NeedsLook };
            address = SessionsAddressTests.Follow(HeaderOf(Show(address, Samples.Row()), title).GetAttribute("href")!);
            Assert.Equal((sort, false), (address.Sort, address.Ascending));

            address = SessionsAddressTests.Follow(HeaderOf(Show(address, Samples.Row()), title).GetAttribute("href")!);
            Assert.Equal((sort, true), (address.Sort, address.Ascending));
        }

        Assert.Equal(Enum.GetValues<SessionSort>(), sorts.Select(static sort => sort.Sort).Order());
    }

    [Fact]
    public void Where_a_header_sorts_by_several_things_the_chosen_one_is_marked()
    {
        var table = Show(new SessionsAddress { AsTable = true, Sort = SessionSort.Coherence }, Samples.Row());

        Assert.Equal("Coherence ↓", table.Find("th[aria-sort='descending'] a[aria-current='true']").TextContent.Trim());
    }

    [Fact]
    public void What_is_searched_for_stands_marked_below_the_first_message()
    {
        var address = new SessionsAddress { AsTable = true, Search = "refund" };
        var hit = new SearchHit("Your <b>refund</b> is on its way", [new SearchMark(8, 6)], CutBefore: true, CutAfter: false, FromCustomer: false, Turn: 2);
        var table = Render<SessionTable>(parameters => parameters
            .Add(p => p.Sessions, [new(Samples.Row("a"), address) { HasLeft = true }, new(Samples.Row("b"), address) { Hit = hit }])
            .Add(p => p.Address, address));

        Assert.Equal("refund", Assert.Single(table.FindAll("mark")).TextContent);
        Assert.Equal("The agent in turn 2: Your <b>refund</b> is on its way", table.Find("tr:nth-child(2) .hit").GetAttribute("title"));
        Assert.Contains("not in this list any more", table.Find("tr.left").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Chosen_columns_stand_in_their_order_after_the_first_message()
    {
        var table = Show(new SessionsAddress { AsTable = true, Columns = "cost,turns,topic" }, Samples.Row() with { Cost = 0.25m, Category = "faq" });

        Assert.Equal(["Select", "First message", "Cost", "Turns", "Topic"], table.FindAll("th").Select(static header => header.TextContent.Trim()));
        Assert.Equal(["$0.25", "3", "General questions"], table.FindAll("tbody td").Skip(2).Select(static cell => cell.TextContent.Trim()));
    }

    [Fact]
    public void An_unknown_cost_is_not_nothing()
    {
        var table = Show(new SessionsAddress { AsTable = true, Columns = "cost" }, Samples.Row());

        Assert.Equal("unknown", table.Find("tbody td:last-child").TextContent.Trim());
    }

    [Fact]
    public void Hostile_texts_in_every_column_are_text()
    {
        foreach (var text in HostileStrings.All.Where(static text => text.Trim().Length > 0))
        {
            var row = Samples.Row(firstMessage: text) with
            {
                LastAnswer = text,
                Category = text,
                UserId = text,
                Values = new Dictionary<string, IReadOnlyList<string>> { [SessionValueKinds.Tool] = [text], [SessionValueKinds.Error] = [text], [SessionValueKinds.Model] = [text] },
                Verdicts = [Samples.Verdict(text, null, text)],
            };

            var table = Show(new SessionsAddress { AsTable = true, Columns = SessionColumns.Write(SessionColumns.All) }, row);

            Assert.Empty(table.FindAll("script, img, iframe, [onerror], [onload]"));
        }
    }

    private static IElement HeaderOf(IRenderedComponent<SessionTable> table, string title) =>
        table.FindAll("th a").Single(link => link.TextContent.Trim(' ', '↑', '↓', '\n') == title);

    private IRenderedComponent<SessionTable> Show(SessionsAddress address, params SessionRow[] rows) => Render<SessionTable>(parameters => parameters
        .Add(p => p.Sessions, [.. rows.Select(row => new ListedSession(row, address))])
        .Add(p => p.Address, address));
}
