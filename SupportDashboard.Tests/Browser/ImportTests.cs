using System.Text.RegularExpressions;
using SupportDashboard.Phoenix;
using SupportDashboard.Tests.Fakes;
using SupportDashboard.Tests.Integration;
using static Microsoft.Playwright.Assertions;

namespace SupportDashboard.Tests.Browser;

/// <summary>The list while it is read from a Phoenix elsewhere for the first time, and when that stops answering in the midst of it.</summary>
public sealed class ImportTests(ChromiumBrowser chromium, BusyServer phoenix) : BrowserTests(chromium), IClassFixture<BusyServer>
{
    [Fact]
    public async Task The_list_grows_while_it_is_read_says_how_far_it_is_and_what_is_missing_when_Phoenix_goes_away()
    {
        await using var proxy = await FaultyProxy.StartAsync(phoenix.Service<PhoenixConnection>().Endpoint);
        await using var dashboard = new DashboardServer(
            ("LocalPhoenix:Enabled", "false"),
            ("PHOENIX_ENDPOINT", proxy.Address.AbsoluteUri),
            ("Sessions:FollowPage", "5"),
            ("Sessions:ImportPage", "1"),
            ("Sessions:ImportSlice", "00:00:00"),
            ("Sessions:LeastInterval", "00:00:00.250"));
        var page = await NewPageAsync();
        await GoAsync(page, dashboard.Address, "/sessions");
        var note = page.Locator(".note");

        await Expect(note).ToContainTextAsync(new Regex("Reading older conversations"));
        await Expect(page.SessionLinks().First).ToBeVisibleAsync();
        proxy.Fault = ProxyFault.Down;
        await Expect(note).ToContainTextAsync(new Regex(@"Not updated since \d\d:\d\d|Nothing could be read yet"));
        await Expect(page.SessionLinks().First).ToBeVisibleAsync();
        proxy.Fault = ProxyFault.None;

        await Expect(note).ToContainTextAsync(new Regex("Reading older conversations"), new() { Timeout = 90_000 });
        await page.CloseAsync();
    }

    [Fact]
    public async Task Where_Phoenix_never_answered_the_empty_list_says_so_and_fills_when_it_does()
    {
        await using var proxy = await FaultyProxy.StartAsync(phoenix.Service<PhoenixConnection>().Endpoint);
        proxy.Fault = ProxyFault.Down;
        await using var dashboard = new DashboardServer(("LocalPhoenix:Enabled", "false"), ("PHOENIX_ENDPOINT", proxy.Address.AbsoluteUri));
        var page = await NewPageAsync();
        await GoAsync(page, dashboard.Address, "/sessions");

        await Expect(page.GetByText("Conversations cannot be read yet.")).ToBeVisibleAsync();
        proxy.Fault = ProxyFault.None;

        await Expect(page.Locator(".bar .total")).ToHaveTextAsync($"{BusyServer.Sessions} sessions", new() { Timeout = 60_000 });
        await page.CloseAsync();
    }
}
