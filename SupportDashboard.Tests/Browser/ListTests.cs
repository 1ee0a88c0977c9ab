using System.Globalization;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SupportDashboard.Sessions.Views;
using static Microsoft.Playwright.Assertions;

namespace SupportDashboard.Tests.Browser;

/// <summary>The list with more sessions than a page: views, columns, keys, selection, previews, live updates, files.</summary>
public sealed class ListTests(ChromiumBrowser chromium, BusyServer server) : BrowserTests(chromium), IClassFixture<BusyServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_saved_as_a_view_found_again_changed_deleted_and_brought_back()
    {
        var page = await OpenAsync("/sessions?view=table&cols=turns,errors&errors=1");
        var views = page.GetByRole(AriaRole.Navigation, new() { Name = "Views" });
        await views.Button("Views").ClickAsync();
        var panel = page.GetByRole(AriaRole.Dialog, new() { Name = "Saved views" });
        await panel.GetByLabel("Save this list as a view").FillAsync("Failed <b>steps</b>");
        await panel.Button("Save").ClickAsync();
        await Expect(views.Button("Failed <b>steps</b>")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Regex("saved=[0-9a-f]{32}"));
        await Expect(panel).ToBeHiddenAsync();

        await views.GetByRole(AriaRole.Link, new() { Name = "All", Exact = true }).ClickAsync();
        await Expect(page.Locator(".bar .total")).ToHaveTextAsync($"{await server.CountAsync()} sessions");
        await views.Button("Views").ClickAsync();
        await panel.GetByRole(AriaRole.Link, new() { Name = "Failed <b>steps</b> mine" }).ClickAsync();
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(12);
        await Expect(page.GetByRole(AriaRole.Columnheader)).ToHaveTextAsync(["Select", "First message", "Turns", "Failed steps"]);

        await page.GetByRole(AriaRole.Columnheader, new() { Name = "Turns" }).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(views.GetByText(", changed")).ToBeAttachedAsync();
        await views.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("steps.*changed$") }).ClickAsync();
        await panel.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("as it was saved$") }).ClickAsync();
        await Expect(views.GetByText(", changed")).ToHaveCountAsync(0);

        await views.Button("Failed <b>steps</b>").ClickAsync();
        await panel.Button("Delete: Failed <b>steps</b>").ClickAsync();
        await Expect(views.Button("Views")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Button("Undo").ClickAsync();
        await Expect(views.Button("Failed <b>steps</b>")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_list_opens_with_the_chosen_view()
    {
        try
        {
            var page = await OpenAsync("/sessions");
            await page.GetByRole(AriaRole.Navigation, new() { Name = "Views" }).Button("Views").ClickAsync();
            await page.Button("Open the list with: Needs attention").ClickAsync();
            await Expect(page.Button("Open the list with: Needs attention")).ToHaveAttributeAsync("aria-pressed", "true");

            await OpenAsync("/sessions", page);

            await Expect(page).ToHaveURLAsync(new Regex("look=1&sort=needslook&saved=needs-attention"));
            await Expect(page.SessionLinks()).ToHaveCountAsync(12);
            await page.GetByRole(AriaRole.Link, new() { Name = "All", Exact = true }).ClickAsync();
            await Expect(page.SessionLinks()).ToHaveCountAsync(50);
            await page.ReloadAsync();
            await Expect(page.SessionLinks()).ToHaveCountAsync(50);
        }
        finally
        {
            await server.Service<SavedViews>().ChooseDefaultAsync("local", null, Token);
        }
    }

    [Fact]
    public async Task Columns_are_chosen_and_moved_and_stand_in_the_address()
    {
        var page = await OpenAsync("/sessions?view=table");
        await page.Button("Columns and density").ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Cost" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Language" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Tokens" }).UncheckAsync();
        await page.Button("Move Verdicts right").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Compact" }).ClickAsync();
        string[] expected = ["Select", "First message", "Language", "ResolutionCoherenceNeeds a look", "Turns", "Cost", "Failed steps", "Last active ↓", "Duration"];
        await Expect(page.GetByRole(AriaRole.Columnheader)).ToHaveTextAsync(expected);
        var compact = await page.Locator("tbody tr").First.BoundingBoxAsync();

        await page.ReloadAsync();

        await Expect(page).ToHaveURLAsync(new Regex("cols=language(,|%2C)verdicts(,|%2C)turns.*density=compact"));
        await Expect(page.GetByRole(AriaRole.Columnheader)).ToHaveTextAsync(expected);
        await OpenAsync("/sessions?view=table", page);
        Assert.True((await page.Locator("tbody tr").First.BoundingBoxAsync())!.Height > compact!.Height + 4);
    }

    [Theory]
    [InlineData("/sessions")]
    [InlineData("/sessions?view=table")]
    public async Task Keys_walk_pick_preview_and_open(string path)
    {
        var page = await OpenAsync(path);
        var titles = await page.Locator("[data-row] [data-open]").EvaluateAllAsync<string[]>("links => links.map(link => (link.querySelector('.first') ?? link).textContent)");
        await page.Locator("[data-open]").First.FocusAsync();

        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("Shift+ArrowDown");
        await Expect(page.GetByText("2 selected")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("x");
        await Expect(page.GetByText("1 selected")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Space");
        var preview = page.GetByRole(AriaRole.Complementary, new() { Name = "Preview", Exact = true });
        await Expect(preview).ToContainTextAsync(titles[1]);
        await Expect(preview).ToContainTextAsync("It was shipped yesterday");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(preview).ToContainTextAsync(titles[2]);
        await page.Keyboard.PressAsync("Escape");
        await Expect(preview).ToHaveCountAsync(0);
        await Expect(page.GetByText("1 selected")).ToBeVisibleAsync();

        Assert.Equal(1, await page.Locator("[data-open][tabindex='0']").CountAsync());
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".reading-pane h2").First).ToHaveTextAsync(titles[2]);
    }

    [Fact]
    public async Task What_is_picked_stays_picked_on_other_pages_and_can_be_everything()
    {
        var page = await OpenAsync("/sessions?q=about+my+order");
        var bar = page.Locator(".bar");

        await page.GetByLabel("Select everything on this page").CheckAsync();
        await Expect(bar.GetByText("50 selected")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Next page" }).ClickAsync();
        await Expect(page.GetByLabel("Select everything on this page")).Not.ToBeCheckedAsync();
        await page.Locator("[data-pick]").First.CheckAsync();
        await Expect(bar.GetByText("51 selected")).ToBeVisibleAsync();

        await bar.Button("Select all 120 that match").ClickAsync();
        await Expect(bar.GetByText("120 selected")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Next page" }).ClickAsync();
        await Expect(page.SessionLinks()).ToHaveCountAsync(20);
        await Expect(page.GetByLabel("Select everything on this page")).ToBeCheckedAsync();
        await page.Locator("[data-pick]").First.UncheckAsync();
        await Expect(bar.GetByText("119 selected")).ToBeVisibleAsync();

        await bar.Button("Clear").ClickAsync();
        await Expect(bar.GetByText("selected")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_new_waits_while_the_list_is_read_and_comes_in_when_asked()
    {
        var page = await OpenAsync("/sessions");
        var rows = page.Locator(".rows");
        await rows.EvaluateAsync("rows => rows.scrollTop = 500");
        var read = page.Locator("[data-row]").Nth(6);
        var title = await read.Locator(".first").InnerTextAsync();
        var before = await read.BoundingBoxAsync();

        await server.TalkAsync("waiting-1", "A question that waits");
        await server.TalkAsync("waiting-2", "A second question that waits");
        await Expect(page.Button("2 new")).ToBeVisibleAsync();

        await Expect(read.Locator(".first")).ToHaveTextAsync(title);
        var after = await read.BoundingBoxAsync();
        Assert.Equal((before!.X, before.Y, before.Height), (after!.X, after.Y, after.Height));
        await page.Button("2 new").ClickAsync();
        await Expect(page.SessionLinks().First).ToContainTextAsync("A second question that waits");
        await Expect(page.Button("2 new")).ToHaveCountAsync(0);
        Assert.Equal(0, await rows.EvaluateAsync<int>("rows => rows.scrollTop"));
    }

    [Fact]
    public async Task What_is_new_comes_in_by_itself_while_nobody_reads_and_a_row_changes_where_it_stands_while_somebody_does()
    {
        var page = await OpenAsync("/sessions");
        await server.TalkAsync("slides-in", "A question that slides in");
        await Expect(page.SessionLinks().First).ToContainTextAsync("A question that slides in");
        await Expect(page.Locator(".pill")).ToHaveCountAsync(0);

        var third = page.Locator("[data-row]").Nth(2);
        var title = await third.Locator(".first").InnerTextAsync();
        var id = (await third.Locator("a").GetAttributeAsync("href"))!.Split('/')[^1];
        await page.Locator("[data-open]").Nth(2).FocusAsync();
        await server.TalkAsync(id, "One more question");

        await Expect(third).ToContainTextAsync("2 turns");
        await Expect(third.Locator(".first")).ToHaveTextAsync(title);
    }

    [Fact]
    public async Task The_list_is_fetched_as_a_file()
    {
        var page = await OpenAsync("/sessions?q=about+my+order&sort=started&dir=asc");
        await page.Button("Export").ClickAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^CSV") }).ClickAsync());

        Assert.Matches(@"^support-bot-sessions-\d{4}-\d\d-\d\d\.csv$", download.SuggestedFilename);
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), Token);
        Assert.Equal(121, lines.Length);
        Assert.Contains("q-001", lines[1], StringComparison.Ordinal);
        await Expect(page.GetByText("Exported 120 sessions.")).ToBeVisibleAsync();
        await page.Locator(".export").Button("Close").ClickAsync();
        await Expect(page.Locator(".export")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_conversation_opened_further_down_is_in_sight_in_the_list_beside_it_and_again_in_the_table()
    {
        var page = await OpenAsync("/sessions?view=table");
        var row = page.Locator("[data-row]").Nth(25);
        var key = await row.GetAttributeAsync("data-row");
        await row.Locator("[data-open]").ClickAsync();

        await Expect(page.Turn(1)).ToBeVisibleAsync();
        await Expect(page.Locator($"li[data-row='{key}']")).ToBeInViewportAsync();
        await page.Turn(1).ClickAsync();
        await page.Keyboard.PressAsync("Escape");

        await Expect(page.Locator($"tr[data-row='{key}']")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_list_that_is_left_while_it_comes_leaves_nothing_broken_behind()
    {
        var page = await OpenAsync("/sessions");

        // At every moment between being asked for and being drawn.
        await page.EvaluateAsync("""
            async () => {
              const press = (words) => [...document.querySelectorAll('nav a')].find(link => link.textContent.trim() === words).click();
              for (let wait = 0; wait < 120; wait += 4) {
                press('Settings');
                await new Promise(done => setTimeout(done, 40));
                press('Sessions');
                await new Promise(done => setTimeout(done, wait));
              }
            }
            """);

        await Expect(page.SessionLinks()).ToHaveCountAsync(50);
        await page.SessionLinks().First.ClickAsync();
        await Expect(page.Turn(1)).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Nothing_stands_in_the_way_of_assistive_technology_and_nothing_shifts(ColorScheme scheme, int width)
    {
        var page = await NewPageAsync(width, 844, scheme);
        await page.AddInitScriptAsync("window.shifts = 0; new PerformanceObserver(list => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value; }).observe({ type: 'layout-shift', buffered: true })");
        var found = new List<string>();
        foreach (var path in (string[])["/sessions", "/sessions?view=table&density=compact", "/sessions?q=nothing&errors=1"])
        {
            await GoAsync(page, server.Address, path);
            await Expect(page.Locator("[data-open], .empty").First).ToBeVisibleAsync();
            await Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
            await Expect(page.Locator(".figure b.wait, .histogram .wait, .facets .waiting")).ToHaveCountAsync(0);
            var shifts = await page.EvaluateAsync<double>("window.shifts");
            Assert.True(shifts < 0.02, $"{path} at {width} px shifted by {shifts.ToString(CultureInfo.InvariantCulture)}.");
            await CheckAsync(page, found, path);
        }

        await OpenAsync("/sessions?view=table", page);
        foreach (var (button, panel) in ((string, string)[])[("Views", "Saved views"), ("Columns and density", "Columns and density"), ("Export", "Export this list")])
        {
            await page.Button(button).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = panel })).ToBeVisibleAsync();
            await CheckAsync(page, found, panel);
            await page.Keyboard.PressAsync("Escape");
        }

        await page.Locator("[data-open]").First.FocusAsync();
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "Preview", Exact = true })).ToContainTextAsync("It was shipped");
        await CheckAsync(page, found, "preview and selection");
        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.Equal(width, await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));
    }

    private static async Task CheckAsync(IPage page, List<string> found, string where)
    {
        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        found.AddRange(result.Violations.Select(violation =>
            $"{where}: {violation.Id} ({violation.Help}): {string.Join(" | ", violation.Nodes.Take(3).Select(static node => $"{node.Html} [{node.Any.FirstOrDefault()?.Message}]"))}"));
    }

    private async Task<IPage> OpenAsync(string path, IPage? page = null)
    {
        page ??= await NewPageAsync();
        await GoAsync(page, server.Address, path);
        await Expect(page.Locator("[data-open]").First).ToBeVisibleAsync();
        await Expect(page.Button("Export")).ToBeEnabledAsync();
        return page;
    }
}
