using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SupportDashboard.Tests.Browser;

/// <summary>Escape closes what lies uppermost, and nothing else.</summary>
public sealed class EscapeTests(ChromiumBrowser chromium, BusyServer server) : BrowserTests(chromium), IClassFixture<BusyServer>
{
    [Fact]
    public async Task Escape_closes_first_what_lies_above_the_open_conversation_and_then_the_conversation()
    {
        var page = await NewPageAsync();
        await GoAsync(page, server.Address, "/sessions");
        await page.SessionLinks().First.ClickAsync();
        await Expect(page.Turn(1)).ToBeVisibleAsync();

        await page.Locator("[data-row]").Nth(1).HoverAsync();
        await page.Locator("[data-peek]").Nth(1).ClickAsync();
        await Expect(page.Locator("aside.preview")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Sessions", Exact = true }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("aside.preview")).ToHaveCountAsync(0);
        await Expect(page.Turn(1)).ToBeVisibleAsync();

        await page.Button("Other…").ClickAsync();
        await Expect(page.Locator("form.own")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("form.own")).ToHaveCountAsync(0);
        await Expect(page.Turn(1)).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Turn(1)).ToHaveCountAsync(0);
        await Expect(page.SessionLinks()).ToHaveCountAsync(50);
    }
}
