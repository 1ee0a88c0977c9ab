using System.Net.Http.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SupportDashboard.LocalPhoenix.Collector.Otlp;
using SupportDashboard.Tests.Integration;
using SupportDashboard.Tests.LocalPhoenix;
using static Microsoft.Playwright.Assertions;

namespace SupportDashboard.Tests.Browser;

/// <summary>A lead finds the conversations that went wrong with clicks alone, and whoever she sends the link to sees the same, also after a restart and with a new index.</summary>
public sealed class LeadStoryTests(ChromiumBrowser chromium) : BrowserTests(chromium)
{
    private const string Project = "support-bot";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("support-dashboard-lead-");

    [Fact]
    public async Task Unresolved_refunds_of_last_week_where_a_tool_failed_are_found_shared_and_found_again()
    {
        var token = TestContext.Current.CancellationToken;
        string path, numbers;
        await using (var dashboard = await ChildDashboard.StartAsync(_folder.FullName, token))
        {
            await SeedAsync(dashboard.PhoenixAddress, token);
            var page = await NewPageAsync();
            await GoAsync(page, dashboard.Address, "/sessions");
            await Expect(page.GetByRole(AriaRole.Searchbox, new() { Name = "Search conversations" })).ToBeEnabledAsync();

            await page.GetByRole(AriaRole.Link, new() { Name = "Last 7 days" }).ClickAsync();

            // A link adds its filter to those that the page showed when it was drawn.
            await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Topic", Exact = true }).Locator("a").Filter(new() { HasText = "refund" }))
                .ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("range=7d"), new() { Timeout = 60_000 });
            await ChooseAsync(page, "Topic", "refund");
            await ChooseAsync(page, "Tool failed", "get_order");
            await ChooseAsync(page, "Resolution", "Unresolved");

            numbers = await NumbersAsync(page);
            Assert.StartsWith("2\nsessions", numbers, StringComparison.Ordinal);
            var chips = page.GetByRole(AriaRole.Group, new() { Name = "Chosen filters" }).GetByRole(AriaRole.Link);
            Assert.Equal(["Last 7 days", "Resolution: Unresolved", "Topic: refund", "Tool failed: get_order", "Clear all"], await chips.AllInnerTextsAsync());
            path = new Uri(page.Url).PathAndQuery;
            Assert.Equal(["wanted-1", "wanted-2"], await ExportAsync(page, token));

            var colleague = await NewPageAsync();
            await GoAsync(colleague, dashboard.Address, path);
            Assert.Equal(numbers, await NumbersAsync(colleague));
            await page.CloseAsync();
            await colleague.CloseAsync();
        }

        await SeesTheSameAsync(path, numbers, token);
        foreach (var file in _folder.GetFiles("index.db*", SearchOption.AllDirectories))
        {
            file.Delete();
        }

        await SeesTheSameAsync(path, numbers, token);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Filters_time_and_hits_hold_no_barrier(ColorScheme scheme, int width)
    {
        var token = TestContext.Current.CancellationToken;
        await using var dashboard = await ChildDashboard.StartAsync(_folder.FullName, token);
        await SeedAsync(dashboard.PhoenixAddress, token);
        var page = await NewPageAsync(width, 844, scheme);
        await GoAsync(page, dashboard.Address, "/sessions?q=refund&range=30d&sort=price&tool=get_order");
        await Expect(page.SessionLinks().Locator("mark").First).ToHaveTextAsync("refund");
        if (width < 1100)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Show or hide the filters" }).ClickAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Other…" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Form, new() { Name = "Own time range" })).ToBeVisibleAsync();
        await Expect(page.Locator(".bar").First).ToBeVisibleAsync();

        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });

        Assert.Empty(result.Violations.Select(static violation => $"{violation.Id}: {string.Join(" | ", violation.Nodes.Take(3).Select(static node => node.Html))}"));
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_stretch_of_time_is_drawn_with_the_mouse_and_chosen_with_the_keys()
    {
        var token = TestContext.Current.CancellationToken;
        await using var dashboard = await ChildDashboard.StartAsync(_folder.FullName, token);
        await SeedAsync(dashboard.PhoenixAddress, token);
        var page = await NewPageAsync();
        await GoAsync(page, dashboard.Address, "/sessions");
        await Expect(page.SessionLinks()).ToHaveCountAsync(8);
        var bars = page.Locator(".bar");
        var chart = (await page.Locator(".chart").BoundingBoxAsync())!;
        await Expect(bars.First).ToHaveAttributeAsync("tabindex", "0");
        var oldest = (await bars.First.GetAttributeAsync("aria-label"))!;

        // The oldest conversation stands in the first bar, everything else in the right half.
        await page.Mouse.MoveAsync(chart.X + (chart.Width * 0.6f), chart.Y + 10);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(chart.X + chart.Width - 2, chart.Y + 12, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("from=.*&to="));
        await Expect(page.SessionLinks()).ToHaveCountAsync(7);

        await bars.First.FocusAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.SessionLinks()).ToHaveCountAsync(8);

        // The rows come before the bars: until they are there, the keys would mark the bars of the stretch.
        await Expect(bars.First).ToHaveAttributeAsync("aria-label", oldest);
        await bars.First.FocusAsync();
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.SessionLinks()).ToHaveCountAsync(1);

        // The bars are others now; whoever goes by keys stays among them.
        await Expect(bars.First).Not.ToHaveAttributeAsync("aria-label", oldest);
        await Expect(page.Locator(".bar:focus")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Reset the time range" }).ClickAsync();
        await Expect(page.SessionLinks()).ToHaveCountAsync(8);

        await DrawWithAFingerAsync(page, chart.X + (chart.Width * 0.6f), chart.X + chart.Width - 2, chart.Y + 12);
        await Expect(page.SessionLinks()).ToHaveCountAsync(7);
        await page.Mouse.DblClickAsync(chart.X + (chart.Width * 0.5f), chart.Y + 12);
        await Expect(page.SessionLinks()).ToHaveCountAsync(8);
        await Expect(page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("from="));
        await page.CloseAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task DrawWithAFingerAsync(IPage page, float from, float to, float y)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        Task SendAsync(string type, params float[] xs) => devtools.SendAsync(
            "Input.dispatchTouchEvent", new Dictionary<string, object> { ["type"] = type, ["touchPoints"] = xs.Select(x => new { x, y }).ToArray() });
        await SendAsync("touchStart", from);
        for (var step = 1; step <= 5; step++)
        {
            await SendAsync("touchMove", from + ((to - from) * step / 5));
        }

        await SendAsync("touchEnd");
    }

    /// <summary>The ids of the sessions in the file that the list gives.</summary>
    private static async Task<IEnumerable<string>> ExportAsync(IPage page, CancellationToken cancellationToken)
    {
        await page.Button("Export").ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Dialog, new() { Name = "Export this list" }).Locator("a").First.ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), cancellationToken);
        var column = lines[0].TrimStart('\ufeff').Split(',').ToList().IndexOf("session_id");
        return lines.Skip(1).Select(line => line.Split(',')[column].Trim('"')).Order(StringComparer.Ordinal);
    }

    private async Task SeesTheSameAsync(string path, string numbers, CancellationToken cancellationToken)
    {
        await using var dashboard = await ChildDashboard.StartAsync(_folder.FullName, cancellationToken);
        var page = await NewPageAsync();
        await GoAsync(page, dashboard.Address, path);
        Assert.Equal(numbers, await NumbersAsync(page));
        await page.CloseAsync();
        ForgetComplaints("console:");
    }

    private static async Task ChooseAsync(IPage page, string facet, string choice)
    {
        var link = page.GetByRole(AriaRole.Navigation, new() { Name = "Filters" }).GetByRole(AriaRole.Group, new() { Name = facet, Exact = true }).Locator("a").Filter(new() { HasText = choice });
        await link.ClickAsync(new() { Timeout = 60_000 });
        await Expect(link).ToHaveAttributeAsync("aria-current", "true");
    }

    /// <summary>The strip and the rows, once they show the two conversations that are looked for.</summary>
    private static async Task<string> NumbersAsync(IPage page)
    {
        await Expect(page.SessionLinks()).ToHaveCountAsync(2, new() { Timeout = 60_000 });
        var figures = page.GetByRole(AriaRole.Region, new() { Name = "Summary of the shown sessions" }).Locator(".figure");
        await Expect(figures.First.Locator("b")).ToHaveTextAsync("2", new() { Timeout = 60_000 });
        var texts = (await figures.AllInnerTextsAsync()).Concat(await page.SessionLinks().Locator(".first").AllInnerTextsAsync());
        return string.Join('\n', texts.Select(static text => text.Trim()));
    }

    private static async Task SeedAsync(Uri phoenix, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = phoenix };
        (string Id, string Topic, bool ToolFailed, string Outcome, int DaysAgo)[] sessions =
        [
            ("wanted-1", "refund", true, "unresolved", 1),
            ("wanted-2", "refund", true, "unresolved", 3),
            ("resolved", "refund", true, "resolved", 2),
            ("no-failure", "refund", false, "unresolved", 2),
            ("too-old", "refund", true, "unresolved", 20),
            ("other-topic", "order_status", true, "unresolved", 2),
            ("unclear", "refund", true, "unknown", 1),
            ("fine", "order_status", false, "resolved", 0),
        ];
        var now = TimeProvider.System.GetUtcNow();
        foreach (var session in sessions)
        {
            var started = now.AddDays(-session.DaysAgo).AddMinutes(-5);
            using var answer = await Otlp.PostAsync(http, Otlp.Export(Project, Turn(session.Id, session.Topic, session.ToolFailed, started)), cancellationToken: cancellationToken);
            answer.EnsureSuccessStatusCode();
        }

        var verdicts = sessions.Select(static session => new
        {
            name = "resolution_status",
            session_id = session.Id,
            annotator_kind = "LLM",
            identifier = "support-dashboard",
            result = new { label = session.Outcome, score = session.Outcome switch { "resolved" => 1d, "unresolved" => 0d, _ => (double?)null }, explanation = "As seeded." },
        });
        using var written = await http.PostAsJsonAsync("/v1/session_annotations?sync=true", new { data = verdicts }, cancellationToken);
        written.EnsureSuccessStatusCode();
    }

    private static OtlpSpan[] Turn(string session, string topic, bool toolFailed, DateTimeOffset started)
    {
        var trace = Otlp.NewTraceId();
        var start = (ulong)(started - DateTimeOffset.UnixEpoch).TotalMilliseconds - (Otlp.Epoch / 1_000_000);
        var agent = Otlp.Span(
            "support-agent", trace, null, start, start + 2_000,
            ("openinference.span.kind", "AGENT"), ("session.id", session), ("input.value", $"I want a refund, please ({session})"), ("output.value", "I am looking into it."), ("classification.category", topic));
        var tool = Otlp.Span("get_order", trace, null, start + 100, start + 900, ("openinference.span.kind", "TOOL"), ("session.id", session), ("tool.name", "get_order"));
        tool.ParentSpanId = agent.SpanId;
        if (toolFailed)
        {
            tool.Status = new() { Code = 2, Message = "timed out" };
        }

        return [agent, tool];
    }
}
