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
        var sorted = SessionColumns.All.Where(static column => column.Sort is not null).ToList();
        foreach (var column in sorted)
        {
            var address = new SessionsAddress { AsTable = true, Columns = SessionColumns.Write(SessionColumns.All), Sort = SessionSort.NeedsLook };
            address = SessionsAddressTests.Follow(HeaderOf(Show(address, Samples.Row()), column).GetAttribute("href")!);
            Assert.Equal((column.Sort, false), (address.Sort, address.Ascending));

            address = SessionsAddressTests.Follow(HeaderOf(Show(address, Samples.Row()), column).GetAttribute("href")!);
            Assert.Equal((column.Sort, true), (address.Sort, address.Ascending));
        }

        Assert.Equal(Enum.GetValues<SessionSort>().Except([SessionSort.NeedsLook, SessionSort.Coherence]), sorted.Select(static column => column.Sort!.Value).Order());
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

    private static IElement HeaderOf(IRenderedComponent<SessionTable> table, SessionColumn column) =>
        table.FindAll("th a").Single(link => link.TextContent.Trim(' ', '↑', '↓') == column.Title);

    private IRenderedComponent<SessionTable> Show(SessionsAddress address, params SessionRow[] rows) => Render<SessionTable>(parameters => parameters
        .Add(p => p.Rows, rows)
        .Add(p => p.Address, address)
        .Add(p => p.Selection, new SessionSelection()));
}
