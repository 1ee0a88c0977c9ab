using Microsoft.Playwright;
using SupportDashboard.Evaluations.Authoring;
using SupportDashboard.Llm;
using SupportDashboard.Tests.Evaluations.Authoring;
using SupportDashboard.Tests.Fakes;
using static Microsoft.Playwright.Assertions;

namespace SupportDashboard.Tests.Browser;

/// <summary>A lead's own evaluator, from the first word to the first badge.</summary>
public sealed class EvaluatorTests(ChromiumBrowser chromium, DemoServer server) : BrowserTests(chromium), IClassFixture<DemoServer>
{
    [Fact]
    public async Task An_evaluator_is_written_seen_tried_published_and_judges()
    {
        await using var model = await ScriptedJudge.StartAsync(static _ => ScriptedJudge.Verdict("warm", "The agent was warm in turn 1."));
        server.Service<LlmConnection>().UseServer(model.Endpoint, "key", new LlmOptions { JudgeModel = "gpt-4o-mini" });
        var page = await NewPageAsync();
        await GoAsync(page, server.Address, "/evaluations/evaluators");

        await page.GetByRole(AriaRole.Link, new() { Name = "New evaluator" }).ClickAsync();
        await WriteAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Preview", Exact = true }).ClickAsync();
        await Expect(page.GetByLabel("Instructions")).ToContainTextAsync("You judge one thing: the tone of <transcript> (in the next message).");
        await Expect(page.GetByLabel("Data")).ToContainTextAsync("Turn 1:");

        await page.GetByRole(AriaRole.Link, new() { Name = "Try", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try it" }).ClickAsync();
        await Expect(page.GetByText("4 verdicts · 440 tokens")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Results" }).GetByText("The agent was warm in turn 1.")).ToHaveCountAsync(4);

        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(page.GetByText("Version 1 is published.")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Uri(server.Address, "/evaluations/evaluators/tone").AbsoluteUri);
        await JudgeAsync(page);
    }

    [Fact]
    public async Task An_evaluator_that_is_retired_goes_aside_and_comes_back()
    {
        await server.Service<EvaluatorStore>().PublishAsync(Drafts.Built(static draft => (draft.Name, draft.Title) = ("warmth", "Warmth")), basedOn: 0, TestContext.Current.CancellationToken);
        var page = await NewPageAsync();
        await GoAsync(page, server.Address, "/evaluations/evaluators/warmth");

        await page.GetByRole(AriaRole.Button, new() { Name = "Retire…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Retire", Exact = true }).ClickAsync();
        await Expect(page.GetByText("It is retired.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "All evaluators" }).ClickAsync();
        await page.GetByRole(AriaRole.Region, new() { Name = "Retired" }).GetByRole(AriaRole.Link, new() { Name = "Warmth" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring it back" }).ClickAsync();

        await Expect(page.GetByText("It is in use again.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Retire…" })).ToBeVisibleAsync();
    }

    private static async Task WriteAsync(IPage page)
    {
        await Expect(page.Locator("input[name=name]")).ToBeEnabledAsync();
        await page.Locator("input[name=name]").FillAsync("tone");
        await page.Locator("input[name=title]").FillAsync("Tone");
        await page.Locator("input[name=question]").FillAsync("Was the agent warm?");
        await page.Locator("textarea[name=prompt]").FillAsync("You judge one thing: the tone of {{transcript}}.");
        await page.GetByRole(AriaRole.Group, new() { Name = "Answer 1" }).GetByLabel("Label").FillAsync("warm");
        await page.GetByRole(AriaRole.Group, new() { Name = "Answer 1" }).GetByLabel("For people").FillAsync("Warm");
        await page.GetByRole(AriaRole.Group, new() { Name = "Answer 1" }).GetByLabel("When").FillAsync("The agent was warm.");
        await page.GetByRole(AriaRole.Group, new() { Name = "Answer 2" }).GetByLabel("Label").FillAsync("cold");
        await page.GetByRole(AriaRole.Group, new() { Name = "Answer 2" }).GetByLabel("For people").FillAsync("Cold");
        await page.GetByRole(AriaRole.Group, new() { Name = "Answer 2" }).GetByLabel("When").FillAsync("The agent was cold.");
        await page.Locator("input[name=model]").FocusAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Publish" })).ToBeEnabledAsync();
    }

    private static async Task JudgeAsync(IPage page)
    {
        // By a link: that the page has unsaved words no longer keeps the browser from leaving it a moment later than the page says so.
        await page.GetByRole(AriaRole.Link, new() { Name = "Sessions", Exact = true }).ClickAsync();
        await page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "What's the status" }).First.ClickAsync();
        await page.GetByText("2 evaluators").ClickAsync();
        await page.GetByLabel("Tone").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Evaluate", Exact = true }).ClickAsync();
        var verdicts = page.GetByRole(AriaRole.Complementary, new() { Name = "Verdicts" });
        await Expect(verdicts.GetByRole(AriaRole.Img, new() { Name = "tone: warm" })).ToBeVisibleAsync();
        await Expect(verdicts.GetByRole(AriaRole.Region, new() { Name = "Tone" })).ToContainTextAsync("version 1 · 110 tokens");
    }
}
