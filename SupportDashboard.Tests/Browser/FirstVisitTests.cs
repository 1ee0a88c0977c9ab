using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SupportDashboard.Tests.Integration;
using static Microsoft.Playwright.Assertions;

namespace SupportDashboard.Tests.Browser;

/// <summary>The loop that the README promises, from an empty folder to the sentence that decided a verdict.</summary>
public sealed class FirstVisitTests(ChromiumBrowser chromium, DashboardServer server) : BrowserTests(chromium), IClassFixture<DashboardServer>
{
    [Fact]
    public async Task A_newcomer_plays_the_demo_reads_a_conversation_has_it_judged_and_finds_the_unresolved_one()
    {
        var page = await NewPageAsync();
        await GoAsync(page, server.Address, "/");

        await page.Button("Play demo conversations").ClickAsync();
        await Expect(page.GetByText("4 demo conversations played.")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Link, new() { Name = "Review them in Sessions" }).ClickAsync();

        await Expect(page.SessionLinks()).ToHaveCountAsync(4);
        await page.SessionLink("What's the status of order ORD-12345?").ClickAsync();
        await ReadTheTranscriptAsync(page);
        await page.Button("Evaluate").ClickAsync();
        var badge = page.Verdicts().Badge("resolution_status: resolved");
        await Expect(badge).ToBeVisibleAsync();
        Assert.NotEmpty(await badge.GetAttributeAsync("aria-description") ?? "");
        await Expect(page.Verdicts()).ToContainTextAsync("by rules (local-rules-1)");

        await JudgeTheOthersAsync(page);
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex(@"^\d+.% resolved") }).ClickAsync();
        await Expect(page.SessionLink("ORD-12345")).ToHaveCountAsync(0);
        await page.SessionLink("What's the status of order ORD-99999?").ClickAsync();
        await Expect(page.Verdicts().Badge("resolution_status: unresolved")).ToBeVisibleAsync();
        await FollowAQuoteAsync(page);
    }

    private static async Task ReadTheTranscriptAsync(IPage page)
    {
        await Expect(page.Turn(1)).ToContainTextAsync("What's the status of order ORD-12345?");
        await Expect(page.Turn(3)).ToContainTextAsync("What's the tracking number?");
        await Expect(page.Turn(3)).ToContainTextAsync("1234567890");
        await page.Turn(1).Locator("details.work > summary").ClickAsync();
        var work = page.GetByRole(AriaRole.List, new() { Name = "What happened in turn 1" });
        await work.GetByText("lookupOrderStatus", new() { Exact = true }).ClickAsync();
        await Expect(work.GetByText("Arguments", new() { Exact = true })).ToBeVisibleAsync();
    }

    private static async Task JudgeTheOthersAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the list" }).Or(page.GetByRole(AriaRole.Link, new() { Name = "Sessions", Exact = true })).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(@"^Evaluate \d+ not judged$") }).ClickAsync();
        await page.Button("Start").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "resolution_status: not judged" })).ToHaveCountAsync(0);
        await Expect(page.GetByText(new Regex("unresolved of 4 judged"))).ToBeVisibleAsync();
    }

    private static async Task FollowAQuoteAsync(IPage page)
    {
        var quote = page.Verdicts().Locator("blockquote a").First;
        var turn = int.Parse(Regex.Match((await quote.GetAttributeAsync("href"))!, @"turn=(\d+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

        await quote.ClickAsync();

        await Expect(page.Turn(turn)).ToHaveClassAsync(new Regex("target"));
        await Expect(page.Turn(turn)).ToBeInViewportAsync();
        await Expect(page.Turn(turn)).ToBeFocusedAsync();
        Assert.True(await page.EvaluateAsync<bool>("CSS.highlights.get('evidence').size > 0"));
    }
}
