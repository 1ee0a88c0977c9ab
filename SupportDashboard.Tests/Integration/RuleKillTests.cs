using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Evaluations.Rules;
using SupportDashboard.Hosting;
using SupportDashboard.Llm;
using SupportDashboard.Sessions;
using SupportDashboard.Tests.Evaluations;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Integration;

/// <summary>A process that dies while a rule judges by itself, again and again: what the rule asked for is judged and written once, and counted once.</summary>
public sealed class RuleKillTests : IAsyncLifetime
{
    private const int WithinBudget = 20;
    private const int OverBudget = 4;

    private static readonly string[] Sessions = [.. Enumerable.Range(1, WithinBudget + OverBudget).Select(static number => $"s{number}")];
    private static readonly string[] Models = ["conversation_coherence", "resolution_status"];
    private static readonly string[] Evaluators = [.. Models, "said_but_not_done"];

    // The day of the budget, also when the test runs over midnight.
    private readonly FakeTimeProvider _day = new(TimeProvider.System.GetUtcNow());
    private KillBench _bench = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bench = await KillBench.OpenAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_rule_that_is_killed_at_its_first_calls_and_later_judges_each_session_once_and_keeps_to_its_budget()
    {
        await TalkAsync();
        var rule = await AddRuleAsync();
        int[] answers = [0, 9, 17];
        foreach (var count in answers)
        {
            await _bench.KillAfterAsync(count);
        }

        _bench.LetGo();
        IReadOnlyList<(string Session, string Evaluator)> annotations;
        await using (var last = await _bench.StartAsync())
        {
            annotations = await KillBench.AnnotationsAsync(last, Sessions, WithinBudget * Evaluators.Length);
        }

        Assert.Equal(WithinBudget * Evaluators.Length, annotations.Count);
        Assert.Equal(annotations.Count, annotations.Distinct().Count());
        Assert.All(annotations.GroupBy(static annotation => annotation.Session), static session => Assert.Equal(Evaluators, session.Select(static annotation => annotation.Evaluator).Order()));
        await StandsAsync(rule);
        Assert.InRange(_bench.Judge.Calls.Count, WithinBudget * Models.Length, (WithinBudget * Models.Length) + (answers.Length * KillBench.Concurrency));
    }

    // The conversations are in the index, and the database is prepared, before there is a rule.
    private async Task TalkAsync()
    {
        await using var app = await _bench.OpenAppAsync();
        Assert.Empty(await app.Get<EvaluationRules>().ListAsync(Token));
        foreach (var id in Sessions)
        {
            await Conversations.AddAsync(app, id, ("Where is my order?", $"It was shipped, {id}."));
        }

        var queries = app.Get<SessionQueries>();
        using var watching = app.Get<SessionSync>().Watch(EvaluationApp.Project);
        await Eventually.BecomesTrueAsync(async () => (await queries.FindAsync(EvaluationApp.Project, Sessions, Token)).Count == Sessions.Length, Token);
    }

    // Stored while no process runs: whatever the rule does, a process that will be killed does by itself.
    private async Task<EvaluationRule> AddRuleAsync()
    {
        using var folder = DataFolder.Open(_bench.Folder);
        using var door = new LedgerDoor(new DashboardContexts(DashboardDatabase.From(new ConfigurationBuilder().Build(), folder)));
        await door.OpenAsync(static _ => Task.CompletedTask, Token);
        var rule = new EvaluationRule
        {
            Name = "Everything",
            Project = EvaluationApp.Project,
            Evaluators = Evaluators,
            QuietMinutes = 1,
            VerdictsPerDay = WithinBudget * Models.Length,
            Since = DateTimeOffset.UnixEpoch,
        };
        return await new EvaluationRules(door, new EvaluatorBook(), TimeProvider.System).AddAsync(rule, Token);
    }

    private async Task StandsAsync(EvaluationRule rule)
    {
        await using var app = await _bench.OpenAppAsync();
        var budget = new RuleBudget(app.Get<LedgerDoor>(), app.Get<EvaluatorBook>(), app.Get<LlmConnection>(), app.Get<LlmPrices>(), _day);
        var reader = new RuleReader(app.Get<LedgerDoor>(), app.Get<RuleLedger>(), budget, app.Get<SessionQueries>(), _day);
        var report = await reader.ReportAsync(rule, today: true, Token);

        // The process before may have ended between writing the last verdicts and noting it.
        await Eventually.BecomesTrueAsync(async () => (report = await reader.ReportAsync(rule, today: true, Token))[RuleReason.BeingJudged] == 0, Token);
        Assert.Equal(WithinBudget * Models.Length, report.Spent.Verdicts);
        Assert.Equal((WithinBudget, OverBudget), (report[RuleReason.Judged], report[RuleReason.OverBudget]));
    }
}
