using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SupportDashboard.Tests.Browser;

/// <summary>Links are there as soon as a page is painted, which is before its circuit listens. Whoever presses one then gets where it leads.</summary>
public sealed class EarlyClickTests(ChromiumBrowser chromium, BusyServer server) : BrowserTests(chromium), IClassFixture<BusyServer>
{
    private readonly ConcurrentQueue<Action> _messages = new();
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _holding = true;

    /// <param name="passed">How many messages of the server come through before the link is pressed: none, the handshake, the beginning of the circuit, the first of its calls.</param>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_filter_pressed_before_the_page_listens_is_applied(int passed)
    {
        var page = await OpenAsync("/sessions", passed);

        await PressAsync(page, "Needs attention", listens: true);

        await Expect(page.SessionLinks()).ToHaveCountAsync(BusyServer.Sessions / 10);
        await Expect(page).ToHaveURLAsync(new Regex("look=1"));
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Needs attention", Exact = true })).ToHaveAttributeAsync("aria-current", "true");
    }

    [Theory]
    [InlineData("/sessions", "Evaluations")]
    [InlineData("/evaluations", "Settings")]
    [InlineData("/settings", "Sessions")]
    public async Task Another_page_asked_for_before_the_page_listens_is_shown(string from, string link)
    {
        var page = await OpenAsync(from, 1);

        await PressAsync(page, link, listens: false);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = link, Level = 1 })).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/{link.ToLowerInvariant()}$"));
    }

    // What the server says after the first messages waits until the link was pressed.
    private async Task<IPage> OpenAsync(string path, int passed)
    {
        var page = await NewPageAsync();
        await page.RouteWebSocketAsync(new Regex("/_blazor"), socket =>
        {
            var left = passed;
            socket.ConnectToServer().OnMessage(message =>
            {
                if (_holding && Interlocked.Decrement(ref left) < 0)
                {
                    _messages.Enqueue(() => Pass(socket, message));
                }
                else
                {
                    Pass(socket, message);
                }
            });
        });

        // The page tells by itself that its rows are there: a locator would wait for the page that the link leads to.
        await page.AddInitScriptAsync("new MutationObserver(() => { if (document.querySelector('[data-open]')) console.info('rows'); }).observe(document, { childList: true, subtree: true })");
        page.Console += (_, message) =>
        {
            if (message.Text == "rows")
            {
                _listens.TrySetResult();
            }
        };
        await GoAsync(page, server.Address, path);
        return page;
    }

    // The old page begins to listen while the new one is on its way: the answer to the link comes last.
    private async Task PressAsync(IPage page, string link, bool listens)
    {
        var pages = new Regex("/(sessions|evaluations|settings)([?]|$)");
        await page.RouteAsync(pages, async route =>
        {
            await _answer.Task;
            await route.ContinueAsync();
        });
        var asked = page.WaitForRequestAsync(pages);
        var pressing = page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync();
        await asked;
        _holding = false;
        while (_messages.TryDequeue(out var pass))
        {
            pass();
        }

        if (listens)
        {
            // A page that leaves for another need not come so far.
            await ((Task)_listens.Task).WaitAsync(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _answer.SetResult();
        await pressing;
    }

    private static void Pass(IWebSocketRoute socket, IWebSocketFrame message)
    {
        if (message.Binary is { } bytes)
        {
            socket.Send(bytes);
        }
        else
        {
            socket.Send(message.Text!);
        }
    }
}
