using Bunit;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Components.Sessions;

public sealed class FacetPanelTests : ComponentTests
{
    private static readonly SessionFacets Facets = new(
        new Dictionary<string, IReadOnlyDictionary<string, int>>
        {
            ["resolution_status"] = new Dictionary<string, int> { ["resolved"] = 2, ["unresolved"] = 1, ["not_judged"] = 3, ["stale"] = 4 },
        },
        5,
        6,
        4,
        new Dictionary<string, int> { ["order_status"] = 7, ["<b>x</b>"] = 8 });

    [Fact]
    public void Each_filter_is_a_link_with_its_count()
    {
        var links = Links(new SessionsAddress());

        Assert.Contains(("Unresolved1", "/sessions?verdict=resolution_status%3Aunresolved"), links);
        Assert.Contains(("Not judged3", "/sessions?verdict=resolution_status%3Anot_judged"), links);
        Assert.Contains(("New turn since4", "/sessions?verdict=resolution_status%3Astale"), links);
        Assert.Contains(("A step failed5", "/sessions?errors=1"), links);
        Assert.Contains(("Thumbs down6", "/sessions?thumbs=down"), links);
        Assert.Contains(("Orders7", "/sessions?category=order_status"), links);
        Assert.Contains(("Last hour", "/sessions?range=1h"), links);
    }

    [Fact]
    public void A_filter_that_is_on_says_so_and_leads_back()
    {
        var panel = Show(new SessionsAddress().Toggle("resolution_status", "unresolved"), Facets);

        var on = panel.FindAll("a[aria-current=true]").Single();
        Assert.Equal("/sessions", on.GetAttribute("href"));
        Assert.Equal("Unresolved", on.QuerySelector("span")!.TextContent);
    }

    [Fact]
    public void A_topic_that_other_agents_invented_is_text()
    {
        var panel = Show(new SessionsAddress(), Facets);

        Assert.Contains(panel.FindAll("a span"), static text => text.TextContent == "<b>x</b>");
    }

    [Fact]
    public void Filters_can_be_used_before_the_counts_are_there()
    {
        var panel = Show(new SessionsAddress(), null);

        Assert.Contains(panel.FindAll("a"), static link => link.TextContent.Contains("Unresolved", StringComparison.Ordinal));
    }

    private List<(string Text, string Href)> Links(SessionsAddress address) =>
        [.. Show(address, Facets).FindAll("a").Select(static link => (string.Concat(link.Children.Select(static part => part.TextContent)), link.GetAttribute("href")!))];

    private IRenderedComponent<FacetPanel> Show(SessionsAddress address, SessionFacets? facets) =>
        Render<FacetPanel>(parameters => parameters.Add(p => p.Address, address).Add(p => p.Facets, facets));
}
