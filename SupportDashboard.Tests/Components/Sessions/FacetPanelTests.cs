using Bunit;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Sessions;
using SupportDashboard.Tests.Evaluations.Authoring;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Components.Sessions;

public sealed class FacetPanelTests : ComponentTests
{
    private static readonly SessionFacets Facets = new(
        new Dictionary<string, IReadOnlyDictionary<string, int>>
        {
            ["resolution_status"] = new Dictionary<string, int> { ["resolved"] = 2, ["unresolved"] = 12_345, ["not_judged"] = 3, ["stale"] = 4, ["judge_failed"] = 5, ["human_disagrees"] = 6 },
            ["politeness"] = new Dictionary<string, int> { ["rude"] = 8, ["not_judged"] = 1 },
            ["never_used"] = new Dictionary<string, int> { ["not_judged"] = 9 },
        },
        5,
        6,
        4,
        new Dictionary<string, int>())
    {
        NeedsLook = 17,
        Values = new Dictionary<string, IReadOnlyList<FacetValue>>
        {
            ["category"] = [new("order_status", 7), new("<b>x</b>", 6)],
            ["failed_tool"] = [new("get_order", 3)],
            ["feedback"] = [new("down", 2), new("none", 1)],
            ["turns"] = [new("1", 2), new("2-3", 1)],
            ["tool"] = [.. Enumerable.Range(0, 30).Select(static i => new FacetValue($"tool_{i:00}", 100 - i))],
        },
    };

    [Fact]
    public void Each_filter_is_a_link_with_its_count()
    {
        var links = Links(Show(new SessionsAddress(), Facets));

        Assert.Contains(("Unresolved|12,345", "/sessions?verdict=resolution_status%3Aunresolved"), links);
        Assert.Contains(("Not judged|3", "/sessions?verdict=resolution_status%3Anot_judged"), links);
        Assert.Contains(("New turn since|4", "/sessions?verdict=resolution_status%3Astale"), links);
        Assert.Contains(("The judge failed|5", "/sessions?verdict=resolution_status%3Ajudge_failed"), links);
        Assert.Contains(("A person disagrees|6", "/sessions?verdict=resolution_status%3Ahuman_disagrees"), links);
        Assert.Contains(("rude|8", "/sessions?verdict=politeness%3Arude"), links);
        Assert.Contains(("Needs a look|17", "/sessions?look=1"), links);
        Assert.Contains(("A step failed|5", "/sessions?errors=1"), links);
        Assert.Contains(("Orders|7", "/sessions?category=order_status"), links);
        Assert.Contains(("get_order|3", "/sessions?failed_tool=get_order"), links);
        Assert.Contains(("Thumbs down|2", "/sessions?feedback=down"), links);
        Assert.Contains(("2–3 turns|1", "/sessions?turns=2-3"), links);
        Assert.DoesNotContain("never_used", Show(new SessionsAddress(), Facets).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_that_is_on_says_so_and_leads_back_and_others_of_its_kind_join_it()
    {
        var panel = Show(new SessionsAddress().ToggleValue("failed_tool", "get_order").ToggleValue("category", "order_status"), Facets);

        Assert.Equal(["/sessions?failed_tool=get_order", "/sessions?category=order_status"], panel.FindAll("a[aria-current=true]").Select(static link => link.GetAttribute("href")));
        Assert.Contains(panel.FindAll("a"), static link => link.GetAttribute("href") == "/sessions?category=order_status&category=%3Cb%3Ex%3C%2Fb%3E&failed_tool=get_order");
    }

    [Fact]
    public void What_is_chosen_is_shown_also_where_nothing_matches_it()
    {
        var links = Links(Show(new SessionsAddress().ToggleValue("tool", "gone").Toggle("resolution_status", "invented"), Facets));

        Assert.Contains(("gone|0", "/sessions?verdict=resolution_status%3Ainvented"), links);
        Assert.Contains(("invented|0", "/sessions?tool=gone"), links);
    }

    [Fact]
    public void A_long_list_shows_the_first_ones_and_what_is_chosen_and_the_rest_on_demand()
    {
        var panel = Show(new SessionsAddress().ToggleValue("tool", "tool_29"), Facets);

        Assert.Equal(30, Tools(panel).Count);
        Assert.Equal([.. Enumerable.Range(0, FacetGroup.FirstShown).Select(static i => $"tool_{i:00}"), "tool_29"], Tools(panel).Where(static words => !words.ParentElement!.HasAttribute("hidden")).Select(static words => words.TextContent));
        Assert.Equal("Show 21 more", panel.Find("[data-choices='k:tool'] [data-more]").TextContent);
        Assert.True(panel.Find("[data-choices='k:tool'] input").HasAttribute("hidden"));
        Assert.Empty(panel.FindAll("[data-choices='k:category'] :is(button, input)"));
    }

    [Fact]
    public void Hostile_names_from_other_agents_are_text()
    {
        var texts = HostileStrings.All.Where(static text => text.Trim().Length > 0).Distinct(StringComparer.Ordinal).Take(150).ToList();
        var facets = Facets with
        {
            Values = SessionValueKinds.All.Where(static kind => kind != "turns").ToDictionary(static kind => kind, kind => (IReadOnlyList<FacetValue>)[.. texts.Select(static text => new FacetValue(text, 1))]),
            Verdicts = new Dictionary<string, IReadOnlyDictionary<string, int>> { [texts[0]] = texts.Skip(1).ToDictionary(static text => text, static _ => 1) },
        };

        var panel = Show(new SessionsAddress(), facets);
        Assert.Empty(panel.FindAll("script, img, iframe, [onerror], [onload]"));
        Assert.All(texts, text => Assert.Contains(panel.FindAll(".words"), words => words.TextContent == text));
    }

    [Fact]
    public void Languages_are_a_choice_only_where_there_are_several_or_one_is_chosen()
    {
        SessionFacets Speaking(params FacetValue[] languages) => Facets with { Values = new Dictionary<string, IReadOnlyList<FacetValue>> { ["language"] = languages } };

        Assert.DoesNotContain("English", Show(new SessionsAddress(), Speaking(new FacetValue("en", 9))).Markup, StringComparison.Ordinal);
        Assert.Contains(("English|9", "/sessions"), Links(Show(new SessionsAddress().ToggleValue("language", "en"), Speaking(new FacetValue("en", 9)))));
        Assert.Contains(("German|2", "/sessions?language=de"), Links(Show(new SessionsAddress(), Speaking(new FacetValue("en", 9), new FacetValue("de", 2)))));
    }

    [Fact]
    public void Filters_can_be_used_before_the_counts_are_there()
    {
        var panel = Show(new SessionsAddress(), null);

        Assert.Contains(("Unresolved|", "/sessions?verdict=resolution_status%3Aunresolved"), Links(panel));
    }

    [Fact]
    public void Of_a_retired_evaluator_what_it_said_can_be_chosen_and_what_it_would_still_have_to_say_cannot()
    {
        var facets = Facets with { Verdicts = new Dictionary<string, IReadOnlyDictionary<string, int>> { ["tone"] = new Dictionary<string, int> { ["warm"] = 2, ["not_judged"] = 7, ["stale"] = 1 } } };
        Book.Show([Drafts.Built() with { Version = 1 }]);
        Assert.Contains(("Not judged|7", "/sessions?verdict=tone%3Anot_judged"), Links(Show(new SessionsAddress(), facets)));

        Book.Show([Drafts.Built() with { Version = 1, RetiredAt = Now }]);

        Assert.Equal(["Warm|2", "cold|0", "Can't tell|0"], Links(Show(new SessionsAddress(), facets)).Where(static link => link.Href.Contains("tone", StringComparison.Ordinal)).Select(static link => link.Text));
        Assert.Contains(("Not judged|7", "/sessions"), Links(Show(new SessionsAddress().Toggle("tone", "not_judged"), facets)));
    }

    private static List<AngleSharp.Dom.IElement> Tools(IRenderedComponent<FacetPanel> panel) =>
        [.. panel.FindAll(".words").Where(static words => words.TextContent.StartsWith("tool_", StringComparison.Ordinal))];

    private static List<(string Text, string Href)> Links(IRenderedComponent<FacetPanel> panel) =>
        [.. panel.FindAll("a").Select(static link => (string.Join('|', link.Children.Select(static part => part.TextContent)), link.GetAttribute("href")!))];

    private IRenderedComponent<FacetPanel> Show(SessionsAddress address, SessionFacets? facets) =>
        Render<FacetPanel>(parameters => parameters.Add(p => p.Address, address).Add(p => p.Facets, facets));
}
