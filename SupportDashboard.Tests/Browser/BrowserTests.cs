using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace SupportDashboard.Tests.Browser;

/// <summary>
/// A test in a real browser. It fails at its end when a page wrote an error to the console, threw, opened a dialog,
/// or asked another host for anything.
/// </summary>
[Collection(BrowserGroup.Name)]
public abstract class BrowserTests(ChromiumBrowser chromium) : IAsyncLifetime
{
    private readonly List<IBrowserContext> _contexts = [];
    private readonly ConcurrentQueue<string> _complaints = new();

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var context in _contexts)
        {
            await context.CloseAsync();
        }

        Assert.True(_complaints.IsEmpty, string.Join(Environment.NewLine, _complaints));
    }

    /// <summary>A new person with a new browser, who has not opened anything yet.</summary>
    protected async Task<IPage> NewPageAsync(int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await chromium.OpenContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = "Europe/Berlin",
        });
        context.SetDefaultTimeout(30_000);
        _contexts.Add(context);
        context.Console += (_, message) => Complain(message.Type == "error", $"console: {message.Text}");
        context.WebError += (_, error) => Complain(true, $"page error: {error.Error}");
        context.Request += (_, request) => Complain(!IsLocal(request.Url), $"request to another host: {request.Url}");
        context.Dialog += async (_, dialog) =>
        {
            Complain(dialog.Type != "beforeunload", $"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        return await context.NewPageAsync();
    }

    /// <summary>Opens a page and waits until it stands.</summary>
    protected static async Task GoAsync(IPage page, Uri server, string path)
    {
        await page.GotoAsync(new Uri(server, path).AbsoluteUri);
        await Assertions.Expect(page.Locator("main")).ToBeVisibleAsync();
    }

    /// <summary>Forgets the complaints that a test brought about itself, for example by taking the server away.</summary>
    protected void ForgetComplaints(string part)
    {
        var kept = _complaints.Where(complaint => !complaint.Contains(part, StringComparison.OrdinalIgnoreCase)).ToList();
        _complaints.Clear();
        kept.ForEach(_complaints.Enqueue);
    }

    private static bool IsLocal(string url) =>
        url.StartsWith("data:", StringComparison.Ordinal) || url.StartsWith("blob:", StringComparison.Ordinal) || new Uri(url) is { Scheme: "about" } or { IsLoopback: true };

    private void Complain(bool really, string what)
    {
        if (really)
        {
            _complaints.Enqueue(what);
        }
    }
}
