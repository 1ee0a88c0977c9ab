using SupportDashboard.Evaluations.Rules;
using SupportDashboard.Tests.Evaluations.Authoring;

namespace SupportDashboard.Tests.Evaluations.Rules;

public class RuleRoundTests : IAsyncLifetime
{
    private RuleBench _bench = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bench = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_session_is_judged_when_nothing_happened_in_it_for_five_minutes_and_not_before()
    {
        var rule = await _bench.AddRuleAsync();
        await _bench.TurnAsync("s1", minutesAgo: 4.9);

        await _bench.LookAsync();
        Assert.Empty(await _bench.ItemsAsync());
        Assert.Equal(RuleReason.NotQuiet, await _bench.WhyAsync(rule, "s1"));

        _bench.Clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(RuleReason.Next, await _bench.WhyAsync(rule, "s1"));
        await _bench.LookAsync();
        Assert.Equal(("s1", RuleBench.Resolution), ((await _bench.ItemsAsync())[0].SessionId, (await _bench.ItemsAsync())[0].Evaluator));
        Assert.Equal(RuleReason.BeingJudged, await _bench.WhyAsync(rule, "s1"));

        await _bench.JudgeAsync(turns: 1);
        Assert.Equal(RuleReason.Judged, await _bench.WhyAsync(rule, "s1"));
    }

    [Fact]
    public async Task A_round_that_is_repeated_decides_nothing_twice()
    {
        await _bench.AddRuleAsync();
        await _bench.TurnAsync("s1", minutesAgo: 10);

        await _bench.LookAsync();
        await _bench.LookAsync();
        _bench.Restart();
        await _bench.LookAsync();

        Assert.Single(await _bench.ItemsAsync());
    }

    [Fact]
    public async Task A_process_that_dies_after_it_started_a_run_does_not_ask_again_and_knows_whose_run_it_was()
    {
        var rule = await _bench.AddRuleAsync();
        await _bench.TurnAsync("s1", minutesAgo: 10);
        _bench.OnStarted = static () => throw new InvalidOperationException("killed");
        await Assert.ThrowsAsync<InvalidOperationException>(_bench.LookAsync);
        await _bench.FailAsync("The model did not answer in time.");

        _bench.OnStarted = static () => { };
        _bench.Restart();
        await _bench.LookAsync();

        Assert.Single(await _bench.ItemsAsync());
        Assert.Equal(RuleReason.Failed, await _bench.WhyAsync(rule, "s1"));
    }

    [Fact]
    public async Task A_turn_after_the_verdict_makes_the_session_due_again_once_it_is_quiet()
    {
        await _bench.AddRuleAsync();
        await _bench.TurnAsync("s1", minutesAgo: 10);
        await _bench.LookAsync();
        await _bench.JudgeAsync(turns: 1);

        await _bench.TurnAsync("s1", minutesAgo: 0, turn: 2);
        await _bench.LookAsync();
        Assert.Single(await _bench.ItemsAsync());

        _bench.Clock.Advance(TimeSpan.FromMinutes(5));
        await _bench.LookAsync();
        Assert.Equal(2, (await _bench.ItemsAsync()).Count);
    }

    [Fact]
    public async Task A_session_outside_the_rules_list_is_left_alone_and_says_so()
    {
        var rule = await _bench.AddRuleAsync(static rule => rule with { Query = "?errors=1" });
        await _bench.TurnAsync("fine", minutesAgo: 12);
        await _bench.TurnAsync("broken", minutesAgo: 10, failed: true);
        await _bench.TurnAsync("fine-too", minutesAgo: 8);

        await _bench.LookAsync();

        Assert.Equal("broken", Assert.Single(await _bench.ItemsAsync()).SessionId);
        Assert.Equal((RuleReason.FilteredOut, RuleReason.FilteredOut), (await _bench.WhyAsync(rule, "fine"), await _bench.WhyAsync(rule, "fine-too")));
    }

    [Fact]
    public async Task A_sample_is_the_same_for_every_rule_and_grows_with_its_share()
    {
        var tenth = await _bench.AddRuleAsync(static rule => rule with { Name = "A tenth", SamplePercent = 10 });
        var half = await _bench.AddRuleAsync(static rule => rule with { Name = "Half", SamplePercent = 50, Evaluators = [RuleBench.Coherence] });
        await _bench.Index.FoldAsync(Enumerable.Range(0, 200).Select(number => _bench.Turn($"s{number}", minutesAgo: 10)));

        await _bench.LookAsync();

        var items = await _bench.ItemsAsync();
        var few = items.Where(static item => item.Evaluator == RuleBench.Resolution).Select(static item => item.SessionId).ToHashSet();
        var many = items.Where(static item => item.Evaluator == RuleBench.Coherence).Select(static item => item.SessionId).ToHashSet();
        Assert.InRange(few.Count, 8, 40);
        Assert.InRange(many.Count, 75, 125);
        Assert.Subset(many, few);
        Assert.Equal(RuleReason.NotInSample, await _bench.WhyAsync(tenth, Enumerable.Range(0, 200).Select(static number => $"s{number}").First(id => !few.Contains(id))));
        Assert.Equal(200 - many.Count, (await _bench.Reader.ReportAsync(half, today: true, Token))[RuleReason.NotInSample]);
    }

    [Fact]
    public async Task The_days_budget_is_kept_and_code_does_not_count()
    {
        var rule = await _bench.AddRuleAsync(static rule => rule with { Evaluators = [RuleBench.Resolution, RuleBench.Coherence, RuleBench.Code], VerdictsPerDay = 4 });
        foreach (var number in Enumerable.Range(1, 3))
        {
            await _bench.TurnAsync($"s{number}", minutesAgo: 20 - number);
        }

        await _bench.LookAsync();

        Assert.Equal(6, (await _bench.ItemsAsync()).Count);
        Assert.Equal(RuleReason.OverBudget, await _bench.WhyAsync(rule, "s3"));
        Assert.Equal(4, (await _bench.Reader.ReportAsync(rule, today: true, Token)).Spent.Verdicts);
    }

    [Fact]
    public async Task A_restart_does_not_give_the_budget_back_and_midnight_does()
    {
        var rule = await _bench.AddRuleAsync(static rule => rule with { VerdictsPerDay = 1 });
        await _bench.TurnAsync("s1", minutesAgo: 10);
        await _bench.LookAsync();
        await _bench.JudgeAsync(turns: 1);
        _bench.Restart();
        await _bench.TurnAsync("s2", minutesAgo: 6);
        await _bench.LookAsync();
        Assert.Equal(RuleReason.OverBudget, await _bench.WhyAsync(rule, "s2"));

        _bench.Clock.Advance(TimeSpan.FromHours(12.5));
        await _bench.TurnAsync("s3", minutesAgo: 6);
        await _bench.LookAsync();

        Assert.Equal(["s1", "s3"], (await _bench.ItemsAsync()).Select(static item => item.SessionId));
        Assert.Equal(RuleReason.OverBudget, await _bench.WhyAsync(rule, "s2"));
    }

    [Fact]
    public async Task A_budget_in_dollars_counts_what_was_spent_and_what_is_expected()
    {
        // 2 dollars a million tokens: a verdict of 500,000 costs one.
        var rule = await _bench.AddRuleAsync(static rule => rule with { DollarsPerDay = 2.5m });
        await _bench.TurnAsync("s1", minutesAgo: 10);
        await _bench.LookAsync();
        await _bench.JudgeAsync(turns: 1, promptTokens: 500_000);
        await _bench.TurnAsync("s2", minutesAgo: 8);
        await _bench.TurnAsync("s3", minutesAgo: 7);

        await _bench.LookAsync();

        Assert.Equal(["s1", "s2"], (await _bench.ItemsAsync()).Select(static item => item.SessionId));
        Assert.Equal(RuleReason.OverBudget, await _bench.WhyAsync(rule, "s3"));
        Assert.Equal((2, 2m), ((await _bench.Reader.ReportAsync(rule, today: true, Token)).Spent.Verdicts, (await _bench.Reader.ReportAsync(rule, today: true, Token)).Spent.Dollars));
    }

    [Fact]
    public async Task A_budget_in_dollars_with_an_unknown_price_stops_the_rule_with_a_sentence_and_loses_no_session()
    {
        _bench.UseModel("house-model");
        var rule = await _bench.AddRuleAsync(static rule => rule with { DollarsPerDay = 2 });
        await _bench.TurnAsync("s1", minutesAgo: 10);

        await _bench.LookAsync();
        Assert.Empty(await _bench.ItemsAsync());
        Assert.Contains("is not known", (await _bench.FindAsync(rule)).Problem, StringComparison.Ordinal);
        Assert.Equal(RuleReason.Off, await _bench.WhyAsync(rule, "s1"));

        _bench.UseModel("m");
        await _bench.LookAsync();
        Assert.Single(await _bench.ItemsAsync());
        Assert.Null((await _bench.FindAsync(rule)).Problem);
    }

    [Fact]
    public async Task What_a_person_had_judged_by_this_version_is_not_judged_again()
    {
        var rule = await _bench.AddRuleAsync();
        await _bench.TurnAsync("s1", minutesAgo: 10);
        await _bench.EvaluateAsync("s1", RuleBench.Resolution);
        await _bench.JudgeAsync(turns: 1);

        await _bench.LookAsync();

        Assert.Single(await _bench.ItemsAsync());
        Assert.Equal(RuleReason.AlreadyJudged, await _bench.WhyAsync(rule, "s1"));
    }

    [Fact]
    public async Task An_older_version_or_fewer_turns_are_not_enough()
    {
        await _bench.AddRuleAsync();
        await _bench.TurnAsync("old", minutesAgo: 12);
        await _bench.EvaluateAsync("old", RuleBench.Resolution);
        await _bench.JudgeAsync(turns: 1, version: 0);
        await _bench.TurnAsync("short", minutesAgo: 11);
        await _bench.EvaluateAsync("short", RuleBench.Resolution);
        await _bench.JudgeAsync(turns: 1);
        await _bench.TurnAsync("short", minutesAgo: 9, turn: 2);

        await _bench.LookAsync();

        Assert.Equal(["old", "short"], (await _bench.ItemsAsync()).Skip(2).Select(static item => item.SessionId));
    }

    [Fact]
    public async Task Verdicts_that_only_Phoenix_knows_are_enough()
    {
        var rule = await _bench.AddRuleAsync();
        await _bench.TurnAsync("s1", minutesAgo: 10);
        await _bench.Index.AnnotateAsync(SupportDashboard.Tests.Sessions.Wire.Annotation(1, "s1", RuleBench.Resolution, "resolved", metadata: new { turn_count = 1, evaluator_version = 1 }));

        await _bench.LookAsync();

        Assert.Empty(await _bench.ItemsAsync());
        Assert.Equal(RuleReason.AlreadyJudged, await _bench.WhyAsync(rule, "s1"));
    }

    [Fact]
    public async Task A_failure_is_told_with_its_reason_and_not_repeated_while_nothing_happens()
    {
        var rule = await _bench.AddRuleAsync();
        await _bench.TurnAsync("s1", minutesAgo: 10);
        await _bench.LookAsync();
        await _bench.FailAsync("The model did not answer in time.");

        await _bench.LookAsync();

        Assert.Single(await _bench.ItemsAsync());
        Assert.Equal("The judge could not: The model did not answer in time.", (await _bench.Reader.WhyAsync(rule, "s1", Token)).Sentence);
        Assert.Equal("The model did not answer in time.", Assert.Single(await _bench.Reader.SessionsAsync(rule, RuleReason.Failed, today: true, Token)).Detail);
    }

    [Fact]
    public async Task Two_rules_on_one_session_judge_it_once_with_what_either_asks_for()
    {
        var one = await _bench.AddRuleAsync(static rule => rule with { Name = "One" });
        var two = await _bench.AddRuleAsync(static rule => rule with { Name = "Two", Evaluators = [RuleBench.Resolution, RuleBench.Coherence] });
        await _bench.TurnAsync("s1", minutesAgo: 10);

        await _bench.LookAsync();

        Assert.Equal([RuleBench.Coherence, RuleBench.Resolution], (await _bench.ItemsAsync()).Select(static item => item.Evaluator).Order(StringComparer.Ordinal));
        Assert.Equal(2, (await _bench.Reader.ReportAsync(one, today: true, Token)).Spent.Verdicts + (await _bench.Reader.ReportAsync(two, today: true, Token)).Spent.Verdicts);
    }

    [Fact]
    public async Task A_rule_goes_on_without_what_was_retired_and_stops_with_a_reason_when_nothing_is_left()
    {
        Retire(false);
        var both = await _bench.AddRuleAsync(static rule => rule with { Name = "Both", Evaluators = [RuleBench.Resolution, "tone"] });
        var one = await _bench.AddRuleAsync(static rule => rule with { Name = "One", Evaluators = ["tone"] });
        await _bench.TurnAsync("s1", minutesAgo: 10);

        Retire(true);
        await _bench.LookAsync();
        Assert.Equal(RuleBench.Resolution, Assert.Single(await _bench.ItemsAsync()).Evaluator);
        Assert.Equal((null, RuleSentences.AllRetired), ((await _bench.FindAsync(both)).Problem, (await _bench.FindAsync(one)).Problem));
        Assert.Equal(RuleReason.Off, await _bench.WhyAsync(one, "s1"));

        Retire(false);
        await _bench.LookAsync();
        Assert.Equal([RuleBench.Resolution, "tone"], (await _bench.ItemsAsync()).Select(static item => item.Evaluator).Order(StringComparer.Ordinal));
        Assert.Null((await _bench.FindAsync(one)).Problem);
    }

    [Fact]
    public async Task A_rule_needs_an_evaluator_that_is_not_retired()
    {
        Retire(true);

        var refused = await Assert.ThrowsAsync<RuleException>(() => _bench.AddRuleAsync(static rule => rule with { Evaluators = ["tone"] }));

        Assert.Equal(RuleSentences.AllRetired, refused.Message);
    }

    [Fact]
    public void A_rule_hears_at_once_that_an_evaluator_was_retired()
    {
        var heard = 0;
        using var subscription = _bench.Rules.SubscribeToChanges(() => heard++);

        Retire(true);

        Assert.Equal(1, heard);
    }

    private void Retire(bool retired) => _bench.Book.Show([Drafts.Built() with { Version = 1, RetiredAt = retired ? _bench.Now : null }]);

    private protected virtual Task<RuleBench> OpenAsync() => RuleBench.OpenAsync();
}
