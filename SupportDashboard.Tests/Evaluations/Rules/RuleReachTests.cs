using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Evaluations.Rules;

namespace SupportDashboard.Tests.Evaluations.Rules;

/// <summary>Which sessions a rule gets to see, and what that costs.</summary>
public sealed class RuleReachTests : IAsyncLifetime
{
    private RuleBench _bench = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bench = await RuleBench.OpenAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_project_of_ten_thousand_sessions_is_not_read_again_in_every_round()
    {
        const int Sessions = 10_000;
        await _bench.AddRuleAsync(static rule => rule with { VerdictsPerDay = 2 * Sessions });
        foreach (var part in Enumerable.Range(0, Sessions).Chunk(1000))
        {
            await _bench.Index.FoldAsync(part.Select(number => _bench.Turn($"s{number}", minutesAgo: 50 - (number / 400d))));
        }

        while (await RoundAsync() > 0)
        {
            // A round is bounded; several make up for an hour.
        }

        Assert.Equal(Sessions, (await _bench.ItemsAsync()).Count);
        await _bench.TurnAsync("new", minutesAgo: 6);
        var before = _bench.Round.Looked;

        await _bench.LookAsync();

        Assert.InRange(_bench.Round.Looked - before, 1, 5);
        Assert.Equal(Sessions + 1, (await _bench.ItemsAsync()).Count);
    }

    [Fact]
    public async Task Many_sessions_that_ended_in_the_same_instant_are_all_seen()
    {
        await _bench.AddRuleAsync(static rule => rule with { VerdictsPerDay = 1000 });
        await _bench.Index.FoldAsync(Enumerable.Range(0, 500).Select(number => _bench.Turn($"s{number}", minutesAgo: 10)));

        await _bench.LookAsync();

        Assert.Equal(500, (await _bench.ItemsAsync()).Count);
    }

    [Fact]
    public async Task A_session_that_arrives_late_is_found_all_the_same()
    {
        await _bench.AddRuleAsync();
        await _bench.TurnAsync("s1", minutesAgo: 6);
        await _bench.LookAsync();
        await _bench.TurnAsync("late", minutesAgo: 40);

        await _bench.LookAsync();
        Assert.Single(await _bench.ItemsAsync());

        _bench.Clock.Advance(RuleRound.SweepInterval);
        await _bench.LookAsync();
        Assert.Equal(["s1", "late"], (await _bench.ItemsAsync()).Select(static item => item.SessionId));
    }

    [Fact]
    public async Task A_turn_that_arrives_late_makes_its_session_due_again()
    {
        await _bench.AddRuleAsync();
        await _bench.TurnAsync("s1", minutesAgo: 20);
        await _bench.TurnAsync("s2", minutesAgo: 6);
        await _bench.LookAsync();
        await _bench.JudgeAsync(turns: 1);
        await _bench.TurnAsync("s1", minutesAgo: 15, turn: 2);

        _bench.Clock.Advance(RuleRound.SweepInterval);
        await _bench.LookAsync();

        Assert.Equal(["s1", "s2", "s1"], (await _bench.ItemsAsync()).Select(static item => item.SessionId));
    }

    [Fact]
    public async Task What_ended_before_the_rule_began_is_left_alone()
    {
        var rule = await _bench.AddRuleAsync();
        await _bench.TurnAsync("old", minutesAgo: 90);

        await _bench.LookAsync();
        _bench.Clock.Advance(RuleRound.SweepInterval);
        await _bench.LookAsync();

        Assert.Empty(await _bench.ItemsAsync());
        Assert.Equal(RuleReason.BeforeTheRule, await _bench.WhyAsync(rule, "old"));
        Assert.Equal(RuleReason.Unknown, await _bench.WhyAsync(rule, "never"));
    }

    [Fact]
    public async Task What_happened_while_a_rule_was_off_is_not_made_up_for()
    {
        var rule = await _bench.AddRuleAsync();
        await _bench.Rules.SwitchAsync(rule.Id, enabled: false, Token);
        await _bench.TurnAsync("s1", minutesAgo: 10);
        await _bench.LookAsync();
        Assert.Equal(RuleReason.Off, await _bench.WhyAsync(rule, "s1"));

        await _bench.Rules.SwitchAsync(rule.Id, enabled: true, Token);
        await _bench.LookAsync();

        Assert.Empty(await _bench.ItemsAsync());
        Assert.Equal(RuleReason.BeforeTheRule, await _bench.WhyAsync(rule, "s1"));
    }

    [Fact]
    public async Task Of_two_processes_one_takes_up_a_rule()
    {
        await _bench.AddRuleAsync();
        var rule = Assert.Single(await _bench.Ledger.EnabledAsync(Token));

        var claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _bench.Ledger.ClaimAsync(rule, Token)));

        Assert.Single(claims, static claimed => claimed);
    }

    [Fact]
    public async Task What_another_dashboard_did_shows_here_and_wakes_no_rule()
    {
        var (shown, woken) = (0, 0);
        using var pages = _bench.Rules.Subscribe(() => shown++);
        using var service = _bench.Rules.SubscribeToChanges(() => woken++);

        ((ILedgerListener)_bench.Rules).LookAgain();
        Assert.Equal((1, 0), (shown, woken));

        await _bench.AddRuleAsync();
        Assert.Equal((2, 1), (shown, woken));
    }

    [Fact]
    public async Task A_rule_whose_evaluator_is_gone_says_so_and_does_nothing()
    {
        var rule = await _bench.AddRuleAsync();
        await _bench.TurnAsync("s1", minutesAgo: 10);
        var row = Assert.Single(await _bench.Ledger.EnabledAsync(Token));
        row.Evaluators = "deleted_one";

        await _bench.Round.RunAsync(row, Token);

        Assert.Empty(await _bench.ItemsAsync());
        Assert.StartsWith("An evaluator of this rule is not there any more", (await _bench.FindAsync(rule)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_waits_while_a_run_of_its_own_is_paused_for_a_reason_and_loses_no_session()
    {
        var rule = await _bench.AddRuleAsync();
        await _bench.TurnAsync("s1", minutesAgo: 12);
        await _bench.LookAsync();
        await _bench.PauseAsync("The model account has no credit left.");
        await _bench.TurnAsync("s2", minutesAgo: 10);

        await _bench.LookAsync();
        Assert.Single(await _bench.ItemsAsync());
        Assert.Contains("no credit left", (await _bench.FindAsync(rule)).Problem, StringComparison.Ordinal);

        await _bench.ResumeAsync();
        await _bench.LookAsync();
        Assert.Equal(2, (await _bench.ItemsAsync()).Count);
    }

    [Fact]
    public async Task Decisions_are_bounded_in_time_and_go_with_their_rule()
    {
        var rule = await _bench.AddRuleAsync();
        await _bench.TurnAsync("s1", minutesAgo: 10);
        await _bench.LookAsync();
        Assert.Single((await _bench.Reader.SessionsAsync(rule, RuleReason.BeingJudged, today: false, Token)));

        _bench.Clock.Advance(RuleLedger.Kept + TimeSpan.FromHours(1));
        await _bench.LookAsync();
        Assert.Empty(await _bench.Ledger.DecisionsAsync(rule.Id, ["s1"], Token));

        await _bench.TurnAsync("s2", minutesAgo: 10);
        await _bench.LookAsync();
        await _bench.Rules.DeleteAsync(rule.Id, Token);
        Assert.Empty(await _bench.Ledger.DecisionsAsync(rule.Id, ["s2"], Token));
        Assert.Equal(2, (await _bench.ItemsAsync()).Count);
    }

    [Theory]
    [InlineData("", 5, 100, 500, null)]
    [InlineData("r", 0, 100, 500, null)]
    [InlineData("r", 5, 0, 500, null)]
    [InlineData("r", 5, double.NaN, 500, null)]
    [InlineData("r", 5, 100.5, 500, null)]
    [InlineData("r", 5, 100, 0, null)]
    [InlineData("r", 5, 100, 500, 0d)]
    public async Task A_rule_that_makes_no_sense_is_not_stored(string name, int quiet, double sample, int verdicts, double? dollars) => await Assert.ThrowsAsync<RuleException>(() =>
        _bench.AddRuleAsync(rule => rule with { Name = name, QuietMinutes = quiet, SamplePercent = sample, VerdictsPerDay = verdicts, DollarsPerDay = (decimal?)dollars }));

    [Fact]
    public async Task A_rule_needs_evaluators_that_exist_and_a_list_that_can_be_kept()
    {
        await Assert.ThrowsAsync<RuleException>(() => _bench.AddRuleAsync(static rule => rule with { Evaluators = [] }));
        await Assert.ThrowsAsync<RuleException>(() => _bench.AddRuleAsync(static rule => rule with { Evaluators = ["nobody"] }));
        await Assert.ThrowsAsync<RuleException>(() => _bench.AddRuleAsync(static rule => rule with { Query = "?q=" + new string('x', 9_000) }));
        Assert.Empty(await _bench.Rules.ListAsync(Token));
    }

    private async Task<int> RoundAsync()
    {
        var before = (await _bench.ItemsAsync()).Count;
        await _bench.LookAsync();
        return (await _bench.ItemsAsync()).Count - before;
    }
}
