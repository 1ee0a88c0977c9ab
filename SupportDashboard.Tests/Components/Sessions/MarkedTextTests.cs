using Bunit;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Sessions;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Components.Sessions;

public sealed class MarkedTextTests : ComponentTests
{
    [Fact]
    public void Hits_are_marked_and_the_rest_is_text()
    {
        var text = Show(new SearchHit("a refund for <b>refunds</b>", [new(2, 6), new(16, 6)], CutBefore: true, CutAfter: true, FromCustomer: true, 1));

        Assert.Equal(["refund", "refund"], text.FindAll("mark").Select(static mark => mark.TextContent));
        Assert.Equal("…a refund for <b>refunds</b>…", Words(text));
        Assert.Empty(text.FindAll("b"));
    }

    [Fact]
    public void Marks_that_do_not_fit_are_left_out()
    {
        var text = Show(new SearchHit("abc", [new(-1, 2), new(0, 1), new(0, 2), new(2, 9), new(2, 0)], false, false, false, 1));

        Assert.Equal(["a"], text.FindAll("mark").Select(static mark => mark.TextContent));
        Assert.Equal("abc", Words(text));
    }

    [Fact]
    public void Hostile_texts_are_text_with_whatever_is_marked()
    {
        foreach (var hostile in HostileStrings.All.Where(static text => text.Length > 1))
        {
            var text = Show(new SearchHit(hostile, [new(0, hostile.Length / 2)], false, false, false, 1));

            Assert.Empty(text.FindAll("script, img, iframe, [onerror], [onload]"));
        }
    }

    [Fact]
    public void A_row_shows_where_it_was_found_in_the_place_of_the_last_answer()
    {
        var address = new SessionsAddress { Search = "refund" };
        var list = Render<SessionList>(parameters => parameters
            .Add(p => p.Sessions, [new(Samples.Row("a"), address), new(Samples.Row("b"), address) { Hit = new("I want a refund", [new(9, 6)], false, false, true, 2) }])
            .Add(p => p.Address, address));

        Assert.Equal(["It was shipped.", "I want a refund"], list.FindAll(".last").Select(static last => last.TextContent.Trim()));
        Assert.Equal("refund", list.Find("mark").TextContent);
        Assert.StartsWith("The customer in turn 2", list.FindAll(".last")[1].GetAttribute("title"), StringComparison.Ordinal);
    }

    private static string Words(IRenderedComponent<MarkedText> text) => string.Concat(text.Nodes.Select(static node => node.TextContent)).Trim();

    private IRenderedComponent<MarkedText> Show(SearchHit hit) => Render<MarkedText>(parameters => parameters.Add(p => p.Hit, hit));
}
