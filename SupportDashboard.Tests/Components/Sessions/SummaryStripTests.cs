using Bunit;
using SupportDashboard.Components.Sessions;
using SupportDashboard.Sessions;

namespace SupportDashboard.Tests.Components.Sessions;

public sealed class SummaryStripTests : ComponentTests
{
    private static readonly SessionSummary Summary = new()
    {
        Sessions = 12_400,
        CoherentShare = 0.75,
        CoherentJudged = 8,
        ResolvedShare = 0.5,
        ResolvedJudged = 4,
        MedianTurnsToResolution = 2.5,
        Tokens = 5_100_000,
        Cost = 11.8m,
        UnknownCost = 12,
        MedianTurnLatency = TimeSpan.FromSeconds(1.9),
        P95TurnLatency = TimeSpan.FromSeconds(62),
        Errors = 61,
    };

    [Fact]
    public void The_figures_have_units_and_say_what_they_are_of()
    {
        var strip = Show(new SessionsAddress(), Summary);

        Assert.Equal(
            [
                "12.4 k|sessions", "50\u00a0%|resolved", "75\u00a0%|coherent", "100\u00a0%|no clear outcome", "2.5|turns to resolution",
                "61|failed steps", "5.1 M|tokens", "$11.80|cost, 12 unknown", "1.9 s|turn, p95 1 min 2 s",
            ],
            strip.FindAll(".figure").Select(static figure => $"{figure.QuerySelector("b")!.TextContent}|{figure.QuerySelector(".label")!.TextContent}"));
        Assert.Contains("2 unresolved of 4 judged", Figure(strip, "resolved").TextContent, StringComparison.Ordinal);
        Assert.Contains("The cost of 12 conversations is not known", Figure(strip, "cost").GetAttribute("title"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sessions", "/sessions")]
    [InlineData("resolved", "/sessions?range=7d&verdict=resolution_status%3Aunresolved")]
    [InlineData("coherent", "/sessions?range=7d&verdict=conversation_coherence%3Aincoherent")]
    [InlineData("no clear", "/sessions?range=7d&verdict=resolution_status%3Anot_judged&verdict=resolution_status%3Aunknown")]
    [InlineData("turns", "/sessions?range=7d&verdict=resolution_status%3Aresolved&sort=turns")]
    [InlineData("failed", "/sessions?range=7d&errors=1")]
    [InlineData("tokens", "/sessions?range=7d&sort=tokens")]
    [InlineData("cost", "/sessions?range=7d&sort=cost")]
    [InlineData("turn, ", "/sessions?range=7d&sort=p95latency")]
    public void Each_figure_leads_to_the_conversations_behind_it(string label, string href) =>
        Assert.Equal(href, Figure(Show(new SessionsAddress { Range = "7d", PageNumber = 4 }, Summary), label).GetAttribute("href"));

    [Fact]
    public void A_figure_that_is_shown_already_leads_back()
    {
        var on = Figure(Show(new SessionsAddress().Toggle("resolution_status", "unresolved"), Summary), "resolved");

        Assert.Equal(("/sessions", "true"), (on.GetAttribute("href"), on.GetAttribute("aria-current")));
    }

    [Fact]
    public void Each_figure_says_how_it_moved_in_words_and_whether_that_is_good()
    {
        var before = Summary with { Sessions = 10_000, ResolvedShare = 0.53, CoherentShare = 0.73, MedianTurnsToResolution = 2, Errors = 61, Tokens = 6_000_000, Cost = 0, MedianTurnLatency = TimeSpan.FromSeconds(2.5) };

        var strip = Show(new SessionsAddress { Range = "7d" }, Summary with { Before = before });

        Assert.Equal(("↑ 24\u00a0% more", "neutral"), Change(strip, "sessions"));
        Assert.Equal(("↓ 3 points worse", "bad"), Change(strip, "resolved"));
        Assert.Equal(("↑ 2 points better", "good"), Change(strip, "coherent"));
        Assert.Equal(("↑ 0.5 more", "bad"), Change(strip, "turns"));
        Assert.Equal(("= as before", "neutral"), Change(strip, "failed"));
        Assert.Equal(("↓ 15\u00a0% less", "neutral"), Change(strip, "tokens"));
        Assert.Equal(("none before", "neutral"), Change(strip, "cost"));
        Assert.Equal(("↓ 600 ms faster", "good"), Change(strip, "turn, "));
    }

    [Fact]
    public void Without_a_time_range_there_is_no_period_before() =>
        Assert.Contains("no period before", Figure(Show(new SessionsAddress(), Summary), "sessions").TextContent, StringComparison.Ordinal);

    [Fact]
    public void Nothing_judged_is_not_zero_percent_and_an_unknown_cost_is_not_free()
    {
        var strip = Show(new SessionsAddress(), new SessionSummary { Sessions = 1, UnknownCost = 1 });

        Assert.Contains("–", Figure(strip, "resolved").QuerySelector("b")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("nothing judged yet", Figure(strip, "resolved").TextContent, StringComparison.Ordinal);
        Assert.Equal("–", Figure(strip, "cost").QuerySelector("b")!.TextContent);
    }

    [Fact]
    public void Figures_of_a_capped_search_are_at_least() =>
        Assert.Equal("10 k+", Figure(Show(new SessionsAddress(), new SessionSummary { Sessions = 10_000, SearchCapped = true }), "sessions").QuerySelector("b")!.TextContent);

    [Fact]
    public void While_the_figures_load_each_has_its_place()
    {
        var strip = Show(new SessionsAddress(), null);

        Assert.Equal(9, strip.FindAll(".figure b.wait").Count);
        Assert.DoesNotContain("0", strip.Find("section").TextContent.Replace("p95", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static AngleSharp.Dom.IElement Figure(IRenderedComponent<SummaryStrip> strip, string label) =>
        strip.FindAll(".figure").Single(figure => figure.QuerySelector(".label")!.TextContent.StartsWith(label, StringComparison.Ordinal));

    private static (string Words, string Tone) Change(IRenderedComponent<SummaryStrip> strip, string label)
    {
        var change = Figure(strip, label).QuerySelector(".change")!;
        return (string.Join(' ', change.TextContent.Replace("than in the period before", "", StringComparison.Ordinal).Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)), change.ClassList[change.ClassList.Length - 1]);
    }

    private IRenderedComponent<SummaryStrip> Show(SessionsAddress address, SessionSummary? summary) =>
        Render<SummaryStrip>(parameters => parameters.Add(p => p.Address, address).Add(p => p.Summary, summary));
}
