using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SupportDashboard.Phoenix;
using static Microsoft.Playwright.Assertions;

namespace SupportDashboard.Tests.Browser;

/// <summary>What is on screen is kept closer than the rest: the sessions of the fixture are months old, nobody would ask for their verdicts soon.</summary>
public sealed class ScreenTests(ChromiumBrowser chromium, BusyServer server) : BrowserTests(chromium), IClassFixture<BusyServer>
{
    private static readonly LocatorAssertionsToBeVisibleOptions Soon = new() { Timeout = 60_000 };

    [Theory]
    [InlineData("/sessions")]
    [InlineData("/sessions?view=table&page=2")]
    public async Task What_another_tool_says_of_a_session_on_screen_shows_by_itself(string path)
    {
        var page = await NewPageAsync();
        await GoAsync(page, server.Address, path);
        var row = page.Locator("[data-row]").Nth(4);
        var id = await IdAsync(row);

        await AnnotateAsync(id, "unresolved", 0);
        await Expect(row.Badge("resolution_status: unresolved")).ToBeVisibleAsync(Soon);
        await AnnotateAsync(id, "resolved", 1);

        await Expect(row.Badge("resolution_status: resolved")).ToBeVisibleAsync(Soon);
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Resolution", Exact = true }).Locator("a", new() { HasTextRegex = new Regex("^Resolved") })).ToContainTextAsync(new Regex("[1-9]"));
    }

    [Fact]
    public async Task Rows_that_come_on_screen_later_are_kept_as_close()
    {
        var page = await NewPageAsync();
        await GoAsync(page, server.Address, "/sessions?sort=started&dir=asc");
        await Expect(page.SessionLink("Question 001 about")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Next page" }).ClickAsync();
        var row = page.Locator("[data-row]").Filter(new() { HasText = "Question 053 about" });
        await Expect(row).ToBeVisibleAsync();

        await AnnotateAsync("q-053", "unresolved", 0);

        await Expect(row.Badge("resolution_status: unresolved")).ToBeVisibleAsync(Soon);
    }

    [Fact]
    public async Task A_row_that_left_the_list_stays_while_it_is_read_and_says_so()
    {
        var page = await NewPageAsync();
        await GoAsync(page, server.Address, "/sessions?q=Question+020&verdict=resolution_status:not_judged");
        var row = page.Locator("[data-row]").Filter(new() { HasText = "Question 020 about" });
        await Expect(row).ToBeVisibleAsync(Soon);
        await page.Locator("[data-open]").First.FocusAsync();

        await AnnotateAsync("q-020", "resolved", 1);

        await Expect(row).ToContainTextAsync("not in this list any more", new() { Timeout = 60_000 });
        await Expect(row.Badge("resolution_status: resolved")).ToBeVisibleAsync();
    }

    private static async Task<string> IdAsync(ILocator row)
    {
        await Expect(row).ToBeVisibleAsync();
        return new Uri(new Uri("http://localhost"), await row.Locator("[data-open]").GetAttributeAsync("href")).AbsolutePath.Split('/')[^1];
    }

    private async Task AnnotateAsync(string sessionId, string label, double score)
    {
        using var http = new HttpClient { BaseAddress = server.Service<PhoenixConnection>().Endpoint };
        var data = new[] { new { name = "resolution_status", session_id = sessionId, annotator_kind = "LLM", identifier = "another-tool", result = new { label, score, explanation = "From elsewhere." } } };
        using var answer = await http.PostAsJsonAsync("/v1/session_annotations?sync=true", new { data }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
