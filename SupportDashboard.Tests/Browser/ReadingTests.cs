using System.Text.Json;
using Microsoft.Playwright;
using SupportDashboard.Evaluations;
using static Microsoft.Playwright.Assertions;

namespace SupportDashboard.Tests.Browser;

/// <summary>An open conversation: verdicts of judges and of people side by side, and notes.</summary>
public sealed class ReadingTests(ChromiumBrowser chromium, DemoServer server) : BrowserTests(chromium), IClassFixture<DemoServer>
{
    [Fact]
    public async Task A_persons_verdict_stands_beside_the_judges_and_can_be_taken_back()
    {
        var page = await OpenAsync("What's the status of order ORD-12345?");
        var id = await page.ConversationIdAsync();
        await page.Button("Evaluate").ClickAsync();
        await Expect(page.Verdicts().Badge("resolution_status: resolved")).ToBeVisibleAsync();
        var mine = page.GetByRole(AriaRole.Group, new() { Name = "Did the customer get what she came for?" }).Button("Unresolved");

        await mine.ClickAsync();
        await Expect(mine).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(page.GetByText("You and the judge differ.")).ToBeVisibleAsync();
        await Expect(page.Verdicts().Badge("resolution_status: resolved")).ToBeVisibleAsync();
        Assert.Equal([("CODE", "resolved"), ("HUMAN", "unresolved")], await AnnotationsAsync(id, "resolution_status"));

        await page.ReloadAsync();
        await Expect(mine).ToHaveAttributeAsync("aria-pressed", "true");
        await mine.ClickAsync();
        await Expect(mine).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(page.GetByText("You and the judge differ.")).ToHaveCountAsync(0);
        Assert.Equal([("CODE", "resolved")], (await AnnotationsAsync(id, "resolution_status")).Where(static a => a.Label is not null));
    }

    [Fact]
    public async Task A_note_stays_and_is_text()
    {
        const string Note = "Ask the carrier <img src=x onerror=alert(1)> مرحبا 😀";
        var page = await OpenAsync("Check my order ORD-67890");

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Note", Exact = true }).FillAsync(Note);
        await page.Button("Add note").ClickAsync();

        var notes = page.GetByRole(AriaRole.Region, new() { Name = "Notes" }).GetByRole(AriaRole.Listitem);
        await Expect(notes.GetByText(Note)).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Note", Exact = true })).ToHaveValueAsync("");
        await page.ReloadAsync();
        await Expect(notes).ToHaveCountAsync(1);
        await Expect(notes.GetByText(Note)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_thousand_clicks_on_evaluate_judge_once()
    {
        var page = await OpenAsync("How do I reset my password?");
        var id = await page.ConversationIdAsync();
        await Expect(page.Button("Evaluate")).ToBeEnabledAsync();

        await page.Button("Evaluate").EvaluateAsync("button => { for (let i = 0; i < 1000; i++) button.click(); }");
        await Expect(page.Verdicts().Badge("resolution_status: resolved")).ToBeVisibleAsync();
        await Expect(page.Button("Evaluate")).ToBeEnabledAsync();

        Assert.Single(await AnnotationsAsync(id, "resolution_status"));
        Assert.Single(await AnnotationsAsync(id, "conversation_coherence"));
        var runs = await server.Service<EvaluationRuns>().RecentAsync(DemoServer.Project, 100, TestContext.Current.CancellationToken);
        var items = await Task.WhenAll(runs.Select(run => server.Service<EvaluationRuns>().ItemsAsync(run.Id, TestContext.Current.CancellationToken)));
        Assert.Equal(["conversation_coherence", "resolution_status"], items.SelectMany(static run => run).Where(item => item.SessionId == id).Select(static item => item.Evaluator).Order(StringComparer.Ordinal));
    }

    private async Task<IPage> OpenAsync(string firstMessage)
    {
        var page = await NewPageAsync();
        await GoAsync(page, server.Address, "/sessions");
        await page.SessionLink(firstMessage).ClickAsync();
        await Expect(page.Turn(1)).ToContainTextAsync(firstMessage);
        return page;
    }

    /// <summary>What the embedded Phoenix tells any other tool.</summary>
    private async Task<List<(string Kind, string? Label)>> AnnotationsAsync(string sessionId, string name)
    {
        using var http = new HttpClient { BaseAddress = server.PhoenixAddress };
        using var json = JsonDocument.Parse(await http.GetStringAsync($"/v1/projects/{DemoServer.Project}/session_annotations?session_ids={sessionId}&limit=1000", TestContext.Current.CancellationToken));
        return [.. json.RootElement.GetProperty("data").EnumerateArray()
            .Where(annotation => annotation.GetProperty("name").GetString() == name)
            .Select(static annotation => (annotation.GetProperty("annotator_kind").GetString()!, LabelOf(annotation)))
            .OrderBy(static annotation => annotation.Item1, StringComparer.Ordinal)];
    }

    private static string? LabelOf(JsonElement annotation) =>
        annotation.GetProperty("result") is { ValueKind: JsonValueKind.Object } result && result.TryGetProperty("label", out var label) ? label.GetString() : null;
}
