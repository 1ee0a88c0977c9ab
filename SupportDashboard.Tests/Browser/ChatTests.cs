using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SupportDashboard.Tests.Fakes;
using SupportDashboard.Tests.Integration;
using static Microsoft.Playwright.Assertions;

namespace SupportDashboard.Tests.Browser;

/// <summary>Talking to the agent, with what people really paste and type.</summary>
public sealed class ChatTests(ChromiumBrowser chromium, DashboardServer server) : BrowserTests(chromium), IClassFixture<DashboardServer>
{
    [Fact]
    public async Task A_conversation_is_answered_traced_rated_and_there_again_after_a_reload()
    {
        var page = await OpenAsync();
        await page.AskAsync("What's the status of order ORD-12345?", 1);
        var second = await page.AskAsync("When will it arrive?", 2);
        await Expect(second).Not.ToContainTextAsync(new Regex("order (id|number)\\?"));
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Steps of the turn" })).ToContainTextAsync("support-agent");
        await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "What the agent does" })).ToContainTextAsync("lookupOrderStatus");
        await second.Button("Thumbs down").ClickAsync();
        await Expect(second.Button("Thumbs down")).ToHaveAttributeAsync("aria-pressed", "true");

        await page.ReloadAsync();
        await Expect(page.Turn(1)).ToContainTextAsync("What's the status of order ORD-12345?");
        await Expect(page.Turn(2)).ToContainTextAsync("When will it arrive?");
        await page.AskAsync("And who delivers it?", 3);

        await page.GetByRole(AriaRole.Link, new() { Name = "Open this conversation in Sessions" }).ClickAsync();
        await Expect(page.Turn(2)).ToContainTextAsync("thumbs down");
        await Expect(page.Turn(3)).ToContainTextAsync("And who delivers it?");
    }

    [Fact]
    public async Task A_new_conversation_begins_empty_and_forgets_the_order()
    {
        var page = await OpenAsync();
        await page.AskAsync("What's the status of order ORD-12345?", 1);

        await page.Button("New conversation").ClickAsync();

        await Expect(page.Turn(1)).ToHaveCountAsync(0);
        await Expect(page).ToHaveURLAsync(new Regex("/chat$"));
        await Expect(await page.AskAsync("What's the tracking number?", 1)).Not.ToContainTextAsync("1234567890");
    }

    [Fact]
    public async Task A_pasted_novel_is_counted_and_refused_and_the_chat_goes_on()
    {
        var page = await OpenAsync();
        await page.MessageBox().FocusAsync();
        await page.Keyboard.InsertTextAsync(new string('x', 20_000));
        await Expect(page.GetByText("20,000 of 8,000 characters: too long to send")).ToBeVisibleAsync();
        await page.Button("Send").ClickAsync();
        await Expect(page.Turn(1)).ToHaveCountAsync(0);
        await Expect(page.MessageBox()).ToHaveValueAsync(new string('x', 20_000));

        await page.MessageBox().FillAsync(new string('界', 8_000));
        await page.Button("Send").ClickAsync();
        await Expect(page.Turn(1).Button("Thumbs up")).ToBeVisibleAsync();

        await page.SayAsync("   ");
        await page.AskAsync("How do I reset my password?", 2);
        await Expect(page.Turn(3)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Whatever_a_customer_types_is_shown_as_text()
    {
        var page = await OpenAsync();
        string[] messages =
        [
            "<img src=x onerror=alert(1)><script>alert(2)</script><svg/onload=alert(3)> **not bold** [x](javascript:alert(4))",
            "😀👩‍👩‍👧‍👦 مرحبا كيف حالك \u202e evil \u0000 \ud7ff Ω̷̢",
            Fit(string.Join('\n', HostileStrings.Read("XSS_Polyglots.txt").Concat(HostileStrings.Read("IntrudersXSS.txt")))),
            Fit(string.Join('\n', HostileStrings.Read("naughty-strings.json"))),
        ];

        for (var turn = 1; turn <= messages.Length; turn++)
        {
            var shown = await page.AskAsync(messages[turn - 1], turn);
            await Expect(shown.Locator(".customer .words")).Not.ToBeEmptyAsync();
        }

        await AssertNothingInjectedAsync(page);
        await Expect(page.Turn(1).Locator(".customer .words")).ToHaveTextAsync(messages[0]);
        await page.GetByRole(AriaRole.Link, new() { Name = "Open this conversation in Sessions" }).ClickAsync();
        await Expect(page.Turn(4)).ToBeVisibleAsync();
        await AssertNothingInjectedAsync(page);
        await Expect(page.Turn(1).Locator(".customer .words")).ToHaveTextAsync(messages[0]);
    }

    [Fact]
    public async Task The_chosen_theme_stays()
    {
        var page = await OpenAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");

        await page.Button("Theme: switch between light and dark").ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await page.ReloadAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await page.GetByRole(AriaRole.Link, new() { Name = "Settings", Exact = true }).ClickAsync();

        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    [Fact]
    public async Task An_unknown_conversation_is_said_to_be_unknown()
    {
        var page = await NewPageAsync();

        await GoAsync(page, server.Address, "/chat/no-such-conversation");

        await Expect(page.GetByText("There is no conversation with this id.")).ToBeVisibleAsync();
        await page.Button("New conversation").ClickAsync();
        await page.AskAsync("How do I reset my password?", 1);
    }

    [Fact]
    public async Task The_keys_are_on_a_sheet()
    {
        var page = await OpenAsync();

        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard" })).ToBeVisibleAsync();
        await Expect(page.Button("Close")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard" })).ToHaveCountAsync(0);

        // The key that opened it closes it, and no other key reaches what lies below.
        await page.Keyboard.PressAsync("?");
        await Expect(page.Button("Close")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("c");
        await Expect(page.Button("Close")).ToBeFocusedAsync();

        // Neither do they when the sheet itself was pressed, nor does a press beside it.
        await page.GetByRole(AriaRole.Heading, new() { Name = "Keyboard" }).ClickAsync();
        await page.Keyboard.PressAsync("c");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard" })).ToBeVisibleAsync();
        await page.Mouse.ClickAsync(30, 90);
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard" })).ToHaveCountAsync(0);
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/chat"));
        await page.Keyboard.PressAsync("?");
        await Expect(page.Button("Close")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_skip_link_leads_to_the_content_and_nowhere_else()
    {
        var page = await NewPageAsync();
        await GoAsync(page, server.Address, "/evaluations/rules");
        var skip = page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" });

        // Once the page listens it puts the focus on its heading, which may be in the midst of this.
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                await skip.FocusAsync();
                await page.Keyboard.PressAsync("Enter");
                return await page.Locator("#content").EvaluateAsync<bool>("content => content === document.activeElement");
            },
            TestContext.Current.CancellationToken);

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/evaluations/rules$"));
    }

    [Fact]
    public async Task Whoever_has_travelled_sees_the_times_of_the_zone_where_she_is()
    {
        var page = await NewPageAsync();
        await page.Context.AddCookiesAsync([new() { Name = SupportDashboard.Components.Text.BrowserTime.Cookie, Value = "America%2FNew_York", Url = server.Address.AbsoluteUri }]);

        await GoAsync(page, server.Address, "/sessions?from=2026-11-03T00:30:00Z");

        await Expect(page.GetByText("Since 3 Nov 2026, 01:30").First).ToBeVisibleAsync();
        var cookie = Assert.Single(await page.Context.CookiesAsync(), static cookie => cookie.Name == SupportDashboard.Components.Text.BrowserTime.Cookie);
        Assert.Equal("Europe%2FBerlin", cookie.Value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_rail_and_the_title_follow_where_one_goes(bool tellsNavigation)
    {
        var page = await OpenAsync(tellsNavigation ? null : "Object.defineProperty(window, 'navigation', { value: undefined })");
        await page.EvaluateAsync("window.sameDocument = true");
        var rail = page.GetByRole(AriaRole.Navigation, new() { Name = "Main" });
        await Expect(rail.Locator("[aria-current=page]")).ToHaveTextAsync(["Chat"]);
        await Expect(page).ToHaveTitleAsync("Chat · SupportDashboard");

        await rail.GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Settings", Level = 1 })).ToBeVisibleAsync();
        await Expect(rail.Locator("[aria-current=page]")).ToHaveTextAsync(["Settings"]);
        await Expect(page).ToHaveTitleAsync("Settings · SupportDashboard");

        Assert.True(await page.EvaluateAsync<bool>("window.sameDocument === true"));
        await page.GoBackAsync();
        await Expect(rail.Locator("[aria-current=page]")).ToHaveTextAsync(["Chat"]);
        await Expect(page).ToHaveTitleAsync("Chat · SupportDashboard");
    }

    private static string Fit(string text) => text[..Math.Min(text.Length, 7_900)];

    private static async Task AssertNothingInjectedAsync(IPage page) =>
        Assert.Equal(0, await page.Locator("article").Locator("img, script, iframe, object, embed, form, style, link, video, audio, [onerror], [onload], [onclick], a[href^='javascript:' i]").CountAsync());

    private async Task<IPage> OpenAsync(string? script = null)
    {
        var page = await NewPageAsync();
        if (script is not null)
        {
            await page.AddInitScriptAsync(script);
        }

        await GoAsync(page, server.Address, "/chat");
        await Expect(page.Button("Send")).ToBeEnabledAsync();
        return page;
    }
}
