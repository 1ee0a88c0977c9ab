using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SupportDashboard.Tests.Browser;

/// <summary>Filters of the list: pressed fast, long, and without a match.</summary>
public sealed class FilterTests(ChromiumBrowser chromium, BusyServer server) : BrowserTests(chromium), IClassFixture<BusyServer>
{
    [Fact]
    public async Task A_list_without_a_match_says_what_to_leave_out()
    {
        var page = await NewPageAsync();
        await GoAsync(page, server.Address, "/sessions?q=Question&errors=1&verdict=resolution_status:resolved");

        var parts = page.GetByRole(AriaRole.List, new() { Name = "What to leave out" });
        await Expect(parts.GetByRole(AriaRole.Link)).ToHaveTextAsync([new Regex("Said: Question.*0"), new Regex("A step failed.*0"), new Regex("Resolution: Resolved.*12")]);
        await parts.GetByText("Resolution: Resolved").ClickAsync();

        await Expect(page.SessionLinks()).ToHaveCountAsync(12);
    }

    [Fact]
    public async Task Filters_pressed_one_right_after_the_other_are_all_applied()
    {
        var page = await OpenAsync("/sessions?q=Question");

        // Nothing of the server comes between them, and what is asked for twice is asked for all the same.
        await page.EvaluateAsync("""
            () => {
              for (const words of ['A step failed', 'Unresolved', 'Last 7 days', 'Unresolved', 'Not judged'])
                [...document.querySelectorAll('.facet, .presets a')].find(link => link.textContent.trim().startsWith(words)).click();
            }
            """);

        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Chosen filters" }).GetByRole(AriaRole.Link)).ToHaveCountAsync(6);
        Assert.Equal(["errors=1", "q=Question", "range=7d", "verdict=resolution_status:not_judged", "verdict=resolution_status:unresolved"], Uri.UnescapeDataString(new Uri(page.Url).Query).TrimStart('?').Split('&').Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(2, "ascending")]
    [InlineData(3, "descending")]
    public async Task A_column_pressed_again_before_it_was_answered_turns_the_order_round(int presses, string order)
    {
        var page = await OpenAsync("/sessions?q=Question&view=table");
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { NameRegex = new Regex("^Turns") })).ToBeVisibleAsync();

        await page.EvaluateAsync("async presses => { for (; presses > 0; presses--, await new Promise(done => setTimeout(done))) [...document.querySelectorAll('th a')].find(link => link.textContent === 'Turns').click(); }", presses);

        await Expect(page.GetByRole(AriaRole.Columnheader, new() { NameRegex = new Regex("^Turns") })).ToHaveAttributeAsync("aria-sort", order);
        Assert.Contains("q=Question", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_pressed_beside_an_open_conversation_leaves_it_open()
    {
        var page = await OpenAsync("/sessions");
        await page.SessionLinks().First.ClickAsync();
        await Expect(page.Turn(1)).ToBeVisibleAsync();
        var opened = new Uri(page.Url).AbsolutePath;

        await page.Locator(".facet", new() { HasTextString = "Unresolved" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("verdict=resolution_status"));
        Assert.Equal(opened, new Uri(page.Url).AbsolutePath);
        await page.GetByRole(AriaRole.Link, new() { Name = "All conversations", Exact = true }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Uri(server.Address, opened).AbsoluteUri);
        await Expect(page.Turn(1)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_filter_with_many_choices_shows_all_of_them_on_demand_and_those_that_hold_a_text()
    {
        var page = await OpenAsync("/sessions");
        var topics = page.GetByRole(AriaRole.Group, new() { Name = "Topic", Exact = true });
        await Expect(topics.GetByRole(AriaRole.Link)).ToHaveCountAsync(8);

        await topics.Button("Show 16 more").ClickAsync();
        await Expect(topics.GetByRole(AriaRole.Link)).ToHaveCountAsync(24);
        await topics.GetByRole(AriaRole.Searchbox).FillAsync("PIC 2");
        await Expect(topics.GetByRole(AriaRole.Link)).ToHaveCountAsync(4);

        // What was opened stays so when the filters are drawn again.
        await topics.GetByRole(AriaRole.Link).Last.ClickAsync();
        await Expect(topics.Locator("[aria-current=true]")).ToHaveCountAsync(1);
        await Expect(topics.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("PIC 2");
        await Expect(topics.GetByRole(AriaRole.Link)).ToHaveCountAsync(4);

        await topics.GetByRole(AriaRole.Searchbox).FillAsync("nothing is called so");
        await Expect(topics.GetByText("Nothing is called so.")).ToBeVisibleAsync();
        await topics.Button("Show fewer").ClickAsync();
        await Expect(topics.GetByRole(AriaRole.Searchbox)).ToBeHiddenAsync();
    }

    private async Task<IPage> OpenAsync(string path)
    {
        var page = await NewPageAsync();
        await GoAsync(page, server.Address, path);
        await Expect(page.Locator("[data-open]").First).ToBeVisibleAsync();
        return page;
    }
}
