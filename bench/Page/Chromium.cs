using Microsoft.Playwright;

namespace SupportDashboard.Bench.Page;

/// <summary>A Chromium that draws without a screen: <c>CHROMIUM_PATH</c>, else the usual place on Debian, else the one Playwright downloaded.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string DebianPath = "/usr/bin/chromium";
    private const float PatienceMs = 120_000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Chromium> StartAsync()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } chosen ? chosen : File.Exists(DebianPath) ? DebianPath : null;
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return new Chromium(playwright, browser);
    }

    /// <summary>A window of 1280 by 800 with its own cookies and storage.</summary>
    public async Task<IBrowserContext> OpenAsync()
    {
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 }, ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout(PatienceMs);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
