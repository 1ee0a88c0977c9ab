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
        MedianTurnLatency = TimeSpan.FromSeconds(1.9),
        P95TurnLatency = TimeSpan.FromSeconds(62),
    };

    [Fact]
    public void The_figures_have_units()
    {
        var strip = Show(new SessionsAddress(), Summary);

        Assert.Equal(
            ["12.4 k sessions", "50\u00a0% resolved 2 unresolved of 4 judged", "75\u00a0% coherent 2 lost context of 8 judged", "2.5 turns to resolution", "5.1 M tokens", "1.9 s median turn · p95 1 min 2 s"],
            strip.FindAll(".figure").Select(Words).Order(StringComparer.Ordinal).OrderBy(Rank));
    }

    [Fact]
    public void The_resolved_share_leads_to_the_unresolved_conversations_and_back()
    {
        Assert.Equal("/sessions?verdict=resolution_status%3Aunresolved", Href(new SessionsAddress()));
        Assert.Equal("/sessions", Href(new SessionsAddress().Toggle("resolution_status", "unresolved")));
    }

    [Fact]
    public void Nothing_judged_is_not_zero_percent()
    {
        var strip = Show(new SessionsAddress(), new SessionSummary { Sessions = 1 });

        Assert.Contains(strip.FindAll(".figure").Select(Words), static words => words == "– resolved nothing judged yet");
        Assert.DoesNotContain("%", strip.Find("section").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void While_the_figures_load_there_are_dashes()
    {
        var strip = Show(new SessionsAddress(), null);

        Assert.All(strip.FindAll(".figure b"), static figure => Assert.StartsWith("–", figure.TextContent, StringComparison.Ordinal));
    }

    private static string Words(AngleSharp.Dom.IElement figure) => string.Join(' ', figure.Children.Select(static part => part.TextContent.Trim()));

    private static int Rank(string words) =>
        Array.FindIndex(["sessions", "resolved", "coherent", "turns to", "tokens", "median"], part => words.Contains(part, StringComparison.Ordinal));

    private string? Href(SessionsAddress address) =>
        Show(address, Summary).FindAll("a").Single(static link => link.TextContent.Contains("% resolved", StringComparison.Ordinal)).GetAttribute("href");

    private IRenderedComponent<SummaryStrip> Show(SessionsAddress address, SessionSummary? summary) =>
        Render<SummaryStrip>(parameters => parameters.Add(p => p.Address, address).Add(p => p.Summary, summary));
}
