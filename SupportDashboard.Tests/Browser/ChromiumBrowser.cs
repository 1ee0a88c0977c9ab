using Microsoft.Playwright;

namespace SupportDashboard.Tests.Browser;

/// <summary>
/// The one Chromium of a test run: <c>CHROMIUM_PATH</c>, else the usual place on Debian, else the one Playwright downloaded.
/// Without any the browser tests fail; they are never left out quietly.
/// </summary>
public sealed class ChromiumBrowser : IAsyncLifetime
{
    private const string DebianPath = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } chosen ? chosen : File.Exists(DebianPath) ? DebianPath : null;
        _playwright = await Playwright.CreateAsync();
        try
        {
            _browser = await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = path,
                Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"],
            });
        }
        catch (PlaywrightException exception)
        {
            throw new InvalidOperationException($"The browser tests need Chromium, and {path ?? "Playwright's own"} could not be started. ./test.sh finds or installs one; CHROMIUM_PATH names one.", exception);
        }

        Assertions.SetDefaultExpectTimeout(30_000);
    }

    /// <summary>A profile of its own: no cookies, no storage, its own window.</summary>
    public Task<IBrowserContext> OpenContextAsync(BrowserNewContextOptions options) => _browser!.NewContextAsync(options);

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
