using Bunit;
using SupportDashboard.Components.Sessions;

namespace SupportDashboard.Tests.Components.Sessions;

public sealed class SearchBoxTests : ComponentTests
{
    private readonly List<string?> _searched = [];

    [Fact]
    public void What_is_written_is_told_once_and_trimmed()
    {
        var box = Show(null);

        box.Find("input").Change("  refund ");
        box.Find("input").Change("refund");
        box.Find("input").Change("   ");

        Assert.Equal(["refund", null], _searched);
    }

    [Fact]
    public void What_was_typed_here_is_not_written_over_what_is_typed_meanwhile()
    {
        var box = Show(null);
        box.Find("input").Change("ref");
        var before = box.Markup;

        box.Render(parameters => parameters.Add(static search => search.Value, "ref"));

        Assert.Equal(before, box.Markup);
    }

    [Fact]
    public void A_list_that_comes_late_takes_no_letters_away()
    {
        var box = Show(null);
        box.Find("input").Change("re");
        box.Find("input").Change("ref");
        box.Find("input").Change("refund");
        var before = box.Markup;

        foreach (var late in (string[])["re", "refund"])
        {
            box.Render(parameters => parameters.Add(static search => search.Value, late));
            Assert.Equal(before, box.Markup);
        }
    }

    [Fact]
    public void A_list_that_was_overtaken_is_shown_when_a_link_asks_for_it_later()
    {
        var box = Show("a");
        box.Find("input").Change("ab");
        box.Find("input").Change("a");
        box.Render(parameters => parameters.Add(static search => search.Value, "a"));

        box.Render(parameters => parameters.Add(static search => search.Value, "ab"));

        Assert.Equal("ab", box.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void What_is_searched_by_a_link_stands_in_the_box_also_where_it_stood_there_before()
    {
        var box = Show("first");
        box.Find("input").Change("second");
        box.Render(parameters => parameters.Add(static search => search.Value, "second"));

        box.Render(parameters => parameters.Add(static search => search.Value, "third"));
        Assert.Equal("third", box.Find("input").GetAttribute("value"));
        box.Render(parameters => parameters.Add(static search => search.Value, "first"));

        Assert.Equal("first", box.Find("input").GetAttribute("value"));
        Assert.Equal(["second"], _searched);
    }

    private IRenderedComponent<SearchBox> Show(string? value) =>
        Render<SearchBox>(parameters => parameters.Add(static search => search.Value, value).Add(static search => search.OnSearch, _searched.Add));
}
