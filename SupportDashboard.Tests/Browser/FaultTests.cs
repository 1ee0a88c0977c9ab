using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SupportDashboard.Tests.Fakes;
using static Microsoft.Playwright.Assertions;

namespace SupportDashboard.Tests.Browser;

/// <summary>What a person sees when Phoenix or the model fails, and that it goes on when they are back.</summary>
public sealed class FaultTests(ChromiumBrowser chromium, FaultyServer server) : BrowserTests(chromium), IClassFixture<FaultyServer>
{
    private const string Project = "support-bot";

    public override async ValueTask DisposeAsync()
    {
        server.Heal();
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData("Down", "Phoenix")]
    [InlineData("Unauthorized", "key")]
    [InlineData("WebPage", "not Phoenix")]
    [InlineData("BrokenJson", "Phoenix")]
    public async Task Without_its_Phoenix_the_inbox_says_what_is_stale_and_recovers(string fault, string words)
    {
        var page = await NewPageAsync();
        var message = $"What's the status of order ORD-12345? ({fault})";
        await GoAsync(page, server.Address, "/chat");
        await page.AskAsync(message, 1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Open this conversation in Sessions" }).ClickAsync();
        await Expect(page.Verdicts()).ToBeVisibleAsync();

        server.Phoenix.Fault = Enum.Parse<ProxyFault>(fault);
        var banner = page.Locator(".banner.problem");
        await Expect(banner).ToContainTextAsync(new Regex(words, RegexOptions.IgnoreCase));
        await Expect(banner).ToContainTextAsync(new Regex(@"What you see is from \d\d:\d\d:\d\d"));
        await Expect(banner).ToContainTextAsync(new Regex(@"Next try at \d\d:\d\d:\d\d"));
        await Expect(page.Turn(1)).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.SessionLink(message)).ToBeVisibleAsync();
        await Expect(page.Locator(".pane-error").First).ToBeVisibleAsync();

        server.Heal();
        await page.Locator(".pane-error").First.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(page.Turn(1)).ToBeVisibleAsync();
        await Expect(banner).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_chat_goes_on_while_Phoenix_is_away_and_its_turns_arrive_later()
    {
        var page = await NewPageAsync();
        await GoAsync(page, server.Address, "/chat");
        server.Phoenix.Fault = ProxyFault.Down;

        var turn = await page.AskAsync("How do I reset my password while Phoenix is away?", 1);
        await Expect(turn).ToContainTextAsync("trace waiting for Phoenix");
        await turn.Button("Thumbs up").ClickAsync();
        await Expect(turn.GetByRole(AriaRole.Alert)).ToContainTextAsync("Not stored");

        server.Heal();
        await GoAsync(page, server.Address, "/sessions");
        await Expect(page.SessionLink("How do I reset my password while Phoenix is away?")).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    [Theory]
    [InlineData("ServerError")]
    [InlineData("Down")]
    [InlineData("WebPage")]
    public async Task A_turn_whose_model_fails_says_so_and_can_be_asked_again(string fault)
    {
        var page = await NewPageAsync();
        await GoAsync(page, server.Address, "/chat");
        await page.AskAsync("What's the status of order ORD-12345?", 1);

        server.Model.Fault = Enum.Parse<ProxyFault>(fault);
        await page.SayAsync("When will it arrive?");
        await Expect(page.Turn(2).GetByRole(AriaRole.Alert)).ToContainTextAsync(new Regex("model", RegexOptions.IgnoreCase));
        server.Heal();
        await page.Turn(2).GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Article).Last.Button("Thumbs up")).ToBeVisibleAsync();

        await page.SayAsync("And the carrier?");
        await Expect(page.GetByRole(AriaRole.Article).Last).ToContainTextAsync("FedEx");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_refused_key_is_said_and_the_conversation_goes_on_once_it_is_right()
    {
        var page = await NewPageAsync();
        await GoAsync(page, server.Address, "/chat");
        await page.AskAsync("What's the status of order ORD-12345?", 1);

        server.Model.Fault = ProxyFault.Unauthorized;
        await page.SayAsync("When will it arrive?");
        await Expect(page.Turn(2).GetByRole(AriaRole.Alert)).ToContainTextAsync("key");
        server.Heal();
        await page.SayAsync("And the carrier?");

        await Expect(page.GetByRole(AriaRole.Article).Last).ToContainTextAsync("FedEx");
    }

    [Fact]
    public async Task A_turn_can_be_stopped_and_the_conversation_goes_on()
    {
        var page = await NewPageAsync();
        await GoAsync(page, server.Address, "/chat");
        await Expect(page.Button("Send")).ToBeEnabledAsync();
        server.Model.Fault = ProxyFault.Hold;
        await page.SayAsync("How do I reset my password?");
        await Expect(page.Turn(1)).ToContainTextAsync("Reading the question");

        await page.Button("Stop").ClickAsync();

        await Expect(page.Turn(1)).ToContainTextAsync("Stopped.");
        server.Heal();
        await page.AskAsync("How do I reset my password?", 2);
    }

    [Fact]
    public async Task A_verdict_that_failed_says_why_and_is_given_when_asked_again()
    {
        var page = await OpenJudgeableAsync("Where is ORD-67890, and who judges this?");
        server.Model.Fault = ProxyFault.Unauthorized;

        await page.Button("Evaluate").ClickAsync();
        await Expect(page.Verdicts().GetByText(new Regex("^Not judged: .+"))).ToHaveCountAsync(2, new() { Timeout = 60_000 });
        await Expect(page.Verdicts().Badge("resolution_status: not judged")).ToBeVisibleAsync();
        server.Heal();
        await page.Button("Evaluate").ClickAsync();

        await Expect(page.Verdicts().Badge("resolution_status: resolved")).ToBeVisibleAsync();
        await Expect(page.Verdicts().GetByText(new Regex("^Not judged: .+"))).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_thousand_clicks_while_the_judge_thinks_ask_it_once()
    {
        var page = await OpenJudgeableAsync("Where is ORD-67890, and how often is this judged?");
        var id = await page.ConversationIdAsync();
        var before = server.Model.Calls;
        server.Model.Fault = ProxyFault.Hold;

        await page.Button("Evaluate").EvaluateAsync("button => { for (let i = 0; i < 1000; i++) button.click(); }");
        await Expect(page.Button("Judging…")).ToBeDisabledAsync();
        await Eventually.BecomesTrueAsync(() => server.Model.Calls == before + 2, TestContext.Current.CancellationToken);
        server.Heal();
        await Expect(page.Verdicts().Badge("resolution_status: resolved")).ToBeVisibleAsync();
        await Expect(page.Button("Evaluate")).ToBeEnabledAsync();

        Assert.Equal(before + 2, server.Model.Calls);
        var runs = await server.Runs.RecentAsync(Project, 100, TestContext.Current.CancellationToken);
        var items = await Task.WhenAll(runs.Select(run => server.Runs.ItemsAsync(run.Id, TestContext.Current.CancellationToken)));
        Assert.Equal(2, items.SelectMany(static run => run).Count(item => item.SessionId == id));
    }

    private async Task<IPage> OpenJudgeableAsync(string message)
    {
        var page = await NewPageAsync();
        await GoAsync(page, server.Address, "/chat");
        await page.AskAsync(message, 1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Open this conversation in Sessions" }).ClickAsync();
        await Expect(page.Button("Evaluate")).ToBeEnabledAsync();
        return page;
    }
}
