using SupportDashboard.Evaluations.Rules;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Evaluations.Rules;

/// <summary>Rules in the running application: the embedded Phoenix over its real listener, the real service, a scripted model.</summary>
public sealed class RuleServiceTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-rules-").FullName;
    private EvaluationApp _app = null!;
    private ScriptedJudge _judge = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _judge = await ScriptedJudge.StartAsync(static call => ScriptedJudge.Verdict(call.Evaluator == "resolution_status" ? "resolved" : "coherent"));
        _app = await StartAsync();
    }

    [Fact]
    public async Task A_rule_judges_by_itself_and_once_also_after_a_restart()
    {
        await Conversations.AddAsync(_app, "s1", ("Where is my order?", "It was shipped."));
        await Conversations.AddAsync(_app, "s2", ("How do I reset my password?", "In the settings."));
        var rule = await AddRuleAsync();

        await JudgedAsync(rule, 2);
        Assert.Equal(["s1", "s2"], (await _app.Get<RuleReader>().SessionsAsync(rule, RuleReason.Judged, today: false, Token)).Select(static session => session.SessionId).Order());
        await _app.DisposeAsync();
        _app = await StartAsync();
        await Conversations.AddAsync(_app, "s3", ("May I return it?", "Within 30 days."));

        await Eventually.BecomesTrueAsync(
            async () =>
            {
                // s3 is older than what the rule has seen: only its next sweep looks for it, so it waits; the others must not be asked for again.
                await _app.Get<RuleService>().LookAsync(Token);
                return (await _app.Get<RuleReader>().WhyAsync(rule, "s3", Token)).Reason is RuleReason.Next or RuleReason.Judged;
            },
            Token);

        Assert.Equal(2, _judge.Calls.Count(static call => !call.Messages[^1].Contains("return it", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_session_page_learns_why_an_evaluator_said_nothing()
    {
        await Conversations.AddAsync(_app, "s1", ("Where is my order?", "It was shipped."));
        await AddRuleAsync(static rule => rule with { Name = "Errors only", Query = "?errors=1" });

        await Eventually.BecomesTrueAsync(async () => (await AnswersAsync()).Any(static answer => answer.Reason == RuleReason.FilteredOut), Token);

        Assert.Equal("It is not in the rule's list of conversations.", Assert.Single(await AnswersAsync()).Sentence);
        Assert.Empty(_judge.Calls);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _judge.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<EvaluationApp> StartAsync() =>
        EvaluationApp.StartAsync(_folder, new() { ["LocalPhoenix:Enabled"] = "true", ["OPENAI_BASE_URL"] = _judge.Endpoint.ToString(), ["Llm:MaxRetries"] = "0" });

    // The conversations of the bench began at a fixed instant.
    private Task<EvaluationRule> AddRuleAsync(Func<EvaluationRule, EvaluationRule>? change = null)
    {
        var rule = new EvaluationRule { Name = "Everything", Project = EvaluationApp.Project, Evaluators = ["resolution_status"], QuietMinutes = 1, Since = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero) };
        return _app.Get<EvaluationRules>().AddAsync(change?.Invoke(rule) ?? rule, Token);
    }

    private Task<IReadOnlyList<RuleAnswer>> AnswersAsync() => _app.Get<RuleReader>().WhyAsync(EvaluationApp.Project, "s1", Token);

    // The index may get the conversations after the rule's first look.
    private Task JudgedAsync(EvaluationRule rule, int count) => Eventually.BecomesTrueAsync(
        async () =>
        {
            await _app.Get<RuleService>().LookAsync(Token);
            return (await _app.Get<RuleReader>().ReportAsync(rule, today: false, Token))[RuleReason.Judged] == count;
        },
        Token);
}
