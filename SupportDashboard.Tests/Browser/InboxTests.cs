using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SupportDashboard.Tests.Browser;

/// <summary>The list of sessions: searching, sorting, picking, walking, and staying up to date.</summary>
public sealed class InboxTests(ChromiumBrowser chromium, DemoServer server) : BrowserTests(chromium), IClassFixture<DemoServer>
{
    [Fact]
    public async Task A_search_finds_the_conversation_and_stands_in_the_address()
    {
        var page = await OpenListAsync();

        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search conversations" }).FillAsync("ORD-67890");

        await Expect(page.SessionLinks()).ToHaveCountAsync(1);
        await Expect(page.SessionLink("Check my order ORD-67890")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Regex("[?&]q=ORD-67890"));
        await page.ReloadAsync();
        await Expect(page.SessionLinks()).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_is_typed_stays_while_the_list_follows_and_goes_with_its_filter()
    {
        var page = await OpenListAsync();
        var box = page.GetByRole(AriaRole.Searchbox, new() { Name = "Search conversations" });

        // Each letter comes later than the patience of the box, so lists of the shorter words arrive between them.
        await box.PressSequentiallyAsync("ORD-67890", new() { Delay = 300 });

        await Expect(page).ToHaveURLAsync(new Regex("[?&]q=ORD-67890"));
        await Expect(box).ToHaveValueAsync("ORD-67890");
        await Expect(box).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Chosen filters" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page).Not.ToHaveURLAsync(new Regex("q="));
        await Expect(box).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Hits_are_marked_in_the_list_and_in_the_open_conversation_and_can_be_walked()
    {
        var page = await NewPageAsync();
        await GoAsync(page, server.Address, "/sessions?q=ord-99999");
        await Expect(page.SessionLinks().Locator("mark").First).ToHaveTextAsync("ORD-99999");

        await page.SessionLinks().First.ClickAsync();
        var hits = page.GetByRole(AriaRole.Group, new() { Name = "Search hits in this conversation" });
        await Expect(hits).ToContainTextAsync(new Regex("Hit 1 of [0-9]+, turn 1"));
        await hits.Button("Next hit").ClickAsync();

        await Expect(hits).ToContainTextAsync("Hit 2 of");
        Assert.True(await page.EvaluateAsync<int>("CSS.highlights.get('search').size") > 1);
        Assert.Equal(1, await page.EvaluateAsync<int>("CSS.highlights.get('search-current').size"));
    }

    [Theory]
    [InlineData("'; DROP TABLE session; --")]
    [InlineData("\"refund\" OR * NEAR(a b) title:x ^")]
    [InlineData("😀🏳️‍🌈 مرحبا بالعالم ‮abc")]
    public async Task Any_text_can_be_searched_for(string text)
    {
        var page = await OpenListAsync();

        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search conversations" }).FillAsync(text);

        await Expect(page.GetByText("No conversation matches.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_pasted_page_of_text_is_searched_for_as_far_as_is_useful()
    {
        var page = await NewPageAsync();
        await GoAsync(page, server.Address, $"/sessions?q={new string('x', 6_000)}");

        await Expect(page.GetByText("The search is long; its first 500 characters are looked for.")).ToBeVisibleAsync();
        await Expect(page.GetByText("No conversation matches.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_search_without_a_match_says_so_and_leads_back()
    {
        var page = await NewPageAsync();
        await GoAsync(page, server.Address, "/sessions?q=nobody-said-this");

        await Expect(page.GetByText("No conversation matches.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Show all conversations" }).ClickAsync();

        await Expect(page.SessionLink("ORD-67890")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_list_becomes_a_table_that_sorts_by_its_headers()
    {
        var page = await OpenListAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Show as a table" }).ClickAsync();
        var table = page.GetByRole(AriaRole.Table, new() { Name = "Sessions", Exact = true });
        await Expect(table).ToBeVisibleAsync();
        await table.GetByRole(AriaRole.Link, new() { Name = "Turns" }).ClickAsync();
        await table.GetByRole(AriaRole.Link, new() { Name = "Turns" }).ClickAsync();

        await Expect(table.GetByRole(AriaRole.Columnheader, new() { NameRegex = new Regex("^Turns") })).ToHaveAttributeAsync("aria-sort", "ascending");
        await Expect(table.Locator("tbody tr").First).ToContainTextAsync("How do I reset my password?");
    }

    [Fact]
    public async Task Two_picked_sessions_are_judged_together()
    {
        var page = await OpenListAsync();

        await page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex("ORD-12345") }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex("reset my password") }).CheckAsync();
        await Expect(page.GetByText("2 selected")).ToBeVisibleAsync();
        await page.Button("Evaluate").ClickAsync();
        await page.Button("Start").ClickAsync();

        foreach (var message in new[] { "ORD-12345", "reset my password" })
        {
            await Expect(page.SessionLink(message).GetByRole(AriaRole.Img, new() { NameRegex = new Regex("^resolution_status: (un)?resolved$") })).ToBeVisibleAsync();
            await Expect(page.SessionLink(message).GetByRole(AriaRole.Img, new() { NameRegex = new Regex("^conversation_coherence: (in)?coherent$") })).ToBeVisibleAsync();
        }

        await Expect(page.GetByText("2 selected")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_keys_j_and_k_walk_the_list()
    {
        var page = await OpenListAsync();
        var messages = await page.SessionLinks().Locator(".first").AllInnerTextsAsync();
        await page.SessionLinks().First.ClickAsync();
        var title = page.Locator(".reading-pane h2").First;
        await Expect(title).ToHaveTextAsync(messages[0]);

        await page.Keyboard.PressAsync("j");
        await Expect(title).ToHaveTextAsync(messages[1]);
        await page.Keyboard.PressAsync("k");
        await Expect(title).ToHaveTextAsync(messages[0]);
        await page.GetByRole(AriaRole.Link, new() { Name = "Next conversation" }).ClickAsync();

        await Expect(title).ToHaveTextAsync(messages[1]);
    }

    [Fact]
    public async Task A_new_turn_appears_in_an_open_list_without_a_reload()
    {
        var list = await OpenListAsync();
        var chat = await NewPageAsync();
        await GoAsync(chat, server.Address, "/chat");

        await chat.AskAsync("Is ORD-11111 still on its way?", 1);
        await Expect(list.SessionLink("Is ORD-11111 still on its way?")).ToContainTextAsync("1 turn");
        await chat.AskAsync("And who delivers it?", 2);

        await Expect(list.SessionLink("Is ORD-11111 still on its way?")).ToContainTextAsync("2 turns");
    }

    [Theory]
    [InlineData("/sessions?page=99999&sort=nonsense&verdict=%3Cscript%3E:x&q=%00%EF%BF%BF'%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E")]
    [InlineData("/sessions/..%2f..%2fetc?turn=-1")]
    [InlineData("/sessions?id=%3Cscript%3Ealert(1)%3C%2Fscript%3E&turn=5")]
    [InlineData("/evaluations/00000000-0000-0000-0000-000000000000")]
    public async Task A_forged_address_shows_a_page_that_says_what_is_wrong(string path)
    {
        var page = await NewPageAsync();

        await GoAsync(page, server.Address, path);

        await Expect(page.Locator("main")).ToContainTextAsync(new Regex("No conversation matches|no conversation with this id|no run with this id|nothing at this address"));
    }

    private async Task<IPage> OpenListAsync()
    {
        var page = await NewPageAsync();
        await GoAsync(page, server.Address, "/sessions");
        await Expect(page.SessionLink("ORD-67890")).ToBeVisibleAsync();
        return page;
    }
}
