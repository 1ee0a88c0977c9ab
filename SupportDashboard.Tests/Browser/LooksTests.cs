using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SupportDashboard.Evaluations;
using SupportDashboard.Sessions;
using static Microsoft.Playwright.Assertions;

namespace SupportDashboard.Tests.Browser;

/// <summary>Every page, narrow and wide, light and dark, as assistive technology and a phone see it.</summary>
public sealed class LooksTests(ChromiumBrowser chromium, DemoServer server) : BrowserTests(chromium), IClassFixture<DemoServer>
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task No_page_has_a_serious_accessibility_violation(ColorScheme scheme, int width)
    {
        var page = await NewPageAsync(width, 844, scheme);
        var found = new List<string>();

        // Every page once; what differs by colour and width only where there is much of it.
        var paths = await PathsAsync();
        foreach (var path in scheme == ColorScheme.Light && width == 1280 ? paths : [.. paths.Where(static path => path.Contains('-', StringComparison.Ordinal) || path is "/sessions" or "/settings")])
        {
            await OpenAsync(page, path);
            var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
            found.AddRange(result.Violations.Where(static violation => violation.Impact is "serious" or "critical")
                .Select(violation => $"{path}: {violation.Id} ({violation.Help}): {string.Join(" | ", violation.Nodes.Take(3).Select(static node => $"{node.Html} [{node.Any.FirstOrDefault()?.Message}]"))}"));
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public async Task On_a_phone_no_page_scrolls_sideways()
    {
        var page = await NewPageAsync(390, 844);
        var wide = new List<string>();
        foreach (var path in await PathsAsync())
        {
            await OpenAsync(page, path);
            var width = await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth");
            if (width > 390)
            {
                wide.Add($"{path} is {width} px wide");
            }
        }

        Assert.Empty(wide);
    }

    [Fact]
    public async Task On_a_phone_the_main_actions_are_in_reach()
    {
        var page = await NewPageAsync(390, 844);
        await OpenAsync(page, "/chat");
        await Expect(page.Button("Send")).ToBeInViewportAsync();
        await Expect(page.Button("New conversation")).ToBeInViewportAsync();
        await page.AskAsync("How do I reset my password?", 1);

        await page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Sessions" }).ClickAsync();
        await page.SessionLink("ORD-12345").ClickAsync();
        await Expect(page.Button("Evaluate")).ToBeInViewportAsync();
        await page.Button("Evaluate").ClickAsync();
        await Expect(page.Badges("resolution_status: resolved").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the list" }).ClickAsync();
        await Expect(page.SessionLink("ORD-12345")).ToBeVisibleAsync();
    }

    public override ValueTask DisposeAsync()
    {
        // The page that does not exist answers so, and Chromium writes that to the console.
        ForgetComplaints("status of 404");
        return base.DisposeAsync();
    }

    private async Task OpenAsync(IPage page, string path)
    {
        await GoAsync(page, server.Address, path);
        if (path == "/sessions")
        {
            await Expect(page.SessionLink("ORD-12345").First).ToBeVisibleAsync();
        }
        else if (path.StartsWith("/sessions/", StringComparison.Ordinal) || path.StartsWith("/chat/", StringComparison.Ordinal))
        {
            await Expect(page.Turn(1)).ToBeVisibleAsync();
        }

        await Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
    }

    /// <summary>Every kind of page, filled, with one session judged.</summary>
    private async Task<IReadOnlyList<string>> PathsAsync()
    {
        var token = TestContext.Current.CancellationToken;
        var page = await server.Service<SessionQueries>().PageAsync(new SessionQuery(DemoServer.Project, SessionFilter.None), token);
        var runs = server.Service<EvaluationRuns>();
        var session = page.Rows.First(static row => row.FirstMessage!.Contains("ORD-99999", StringComparison.Ordinal)).SessionId;
        var run = await runs.StartAsync(new EvaluationRequest(DemoServer.Project, [session], [.. EvaluatorCatalog.Standard.Select(static e => e.Name)], Again: false), token);
        await Fakes.Eventually.BecomesTrueAsync(async () => (await runs.FindAsync(run, token))?.State == EvaluationRunState.Completed, token);
        return ["/?welcome=1", "/chat", $"/chat/{session}", "/sessions", "/sessions?view=table", "/sessions?q=nothing", $"/sessions/{session}", "/evaluations", "/evaluations/evaluators", "/evaluations/evaluators/new", "/evaluations/evaluators/resolution_status", $"/evaluations/evaluators/resolution_status?tab=preview&session={session}", "/evaluations/evaluators/resolution_status?tab=try", "/evaluations/evaluators/resolution_status?tab=versions", $"/evaluations/{run}", "/settings", "/nowhere"];
    }
}
