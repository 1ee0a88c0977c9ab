using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SupportDashboard.Tests.Sessions;
using static Microsoft.Playwright.Assertions;

namespace SupportDashboard.Tests.Browser;

/// <summary>A rule in a lead's hands: written, at work, asked why not, and what its judge saw.</summary>
public sealed class RuleTests(ChromiumBrowser chromium, DemoServer server) : BrowserTests(chromium), IClassFixture<DemoServer>
{
    private const string Question = "How do I reset my password, please?";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rule_judges_by_itself_and_says_of_each_conversation_why_not()
    {
        await AddAsync("rule-quiet", Question, "Go to Settings > Security > Reset Password.");
        var page = await NewPageAsync();
        await GoAsync(page, server.Address, "/evaluations");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Evaluations" }).GetByRole(AriaRole.Link, new() { Name = "Rules" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "New rule" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Everything quiet");
        await page.GetByLabel("Beginning").SelectOptionAsync("Also the last day");
        await page.Button("Start the rule").ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/evaluations/rules/[0-9a-f-]{36}$"));
        var reasons = page.GetByRole(AriaRole.List, new() { Name = "Conversations by reason" });
        await Expect(reasons.GetByRole(AriaRole.Link, new() { Name = "Judged 1", Exact = true })).ToBeVisibleAsync();
        await Expect(reasons.GetByRole(AriaRole.Link, new() { Name = "Not quiet yet 4", Exact = true })).ToBeVisibleAsync();
        await page.GetByLabel("Why was a conversation not judged?").FillAsync("nobody");
        await page.Button("Look").ClickAsync();
        await Expect(page.GetByText("The list of conversations does not have it, or not yet.")).ToBeVisibleAsync();

        await reasons.GetByRole(AriaRole.Link, new() { Name = "Judged 1", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = Question }).ClickAsync();
        await Expect(page.Verdicts().Badge("resolution_status: resolved")).ToBeVisibleAsync();
        await page.Verdicts().GetByRole(AriaRole.Link, new() { Name = "What the judge saw" }).First.ClickAsync();
        await Expect(page.Locator("pre").Filter(new() { HasText = $"User: {Question}" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The answer" })).ToBeVisibleAsync();

        await GoAsync(page, server.Address, "/evaluations/rules");
        var on = page.GetByRole(AriaRole.Switch, new() { Name = "Everything quiet is on" });
        await on.UncheckAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Rules" }).GetByText("Off", new() { Exact = true })).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(on).Not.ToBeCheckedAsync();
    }

    // A conversation that ended an hour ago: nobody waits for it to become quiet.
    private async Task AddAsync(string sessionId, string user, string agent)
    {
        var end = TimeProvider.System.GetUtcNow().AddHours(-1);
        using var http = new HttpClient { BaseAddress = server.PhoenixAddress };
        using var answer = await http.PostAsJsonAsync(
            $"/v1/projects/{DemoServer.Project}/spans",
            new
            {
                data = new[]
                {
                    new
                    {
                        name = "support-agent",
                        context = new { trace_id = Wire.Hex(sessionId, 32), span_id = Wire.Hex(sessionId, 16) },
                        span_kind = "AGENT",
                        start_time = end.AddSeconds(-2).ToString("O"),
                        end_time = end.ToString("O"),
                        status_code = "OK",
                        status_message = "",
                        attributes = new Dictionary<string, object> { ["session.id"] = sessionId, ["input.value"] = user, ["output.value"] = agent },
                    },
                },
            },
            Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
    }
}
