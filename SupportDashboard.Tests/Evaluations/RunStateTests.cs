using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Authoring;
using SupportDashboard.Tests.Evaluations.Authoring;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Evaluations;

/// <summary>Runs are paused, resumed and tried again, by people and because of the model, and nothing that was asked for is lost.</summary>
public sealed class RunStateTests : EvaluationRunBench
{
    private static readonly string[] All = [.. Enumerable.Range(1, 12).Select(static number => $"s{number}")];

    [Fact]
    public async Task An_account_without_credit_pauses_the_run_also_over_a_restart_and_resumed_it_ends_whole()
    {
        Answer = static (call, _) => Task.FromResult(call.Number > 4 ? ScriptedJudge.Error(429, "insufficient_quota") : Good(call));
        Guid runId;
        await using (var app = await StartAsync())
        {
            runId = await app.EvaluateAsync(All);
            await app.WaitAsync(runId, static run => run is { State: EvaluationRunState.Paused, Written: 4, Judging: 0 });
            var item = (await app.Runs.ForSessionAsync(EvaluationApp.Project, "s12", Token))[0];
            Assert.Equal((true, false, "The model account has no credit left."), (item.IsPaused, item.IsOpen, item.Reason));
        }

        Answer = static (call, _) => Task.FromResult(Good(call));
        await using var restarted = await StartAsync();
        var paused = await restarted.FindAsync(runId);
        Assert.Equal((EvaluationRunState.Paused, "The model account has no credit left.", 0), (paused.State, paused.PauseReason, paused.NotJudged));

        await restarted.Runs.ResumeAsync(runId, Token);
        var run = await restarted.CompleteAsync(runId);

        Assert.Equal((24, 24, null), (run.Written, Phoenix.Writes.Count, run.PauseReason));
    }

    [Fact]
    public async Task One_conversation_alone_ends_with_the_reason_instead_of_waiting()
    {
        Answer = static (_, _) => Task.FromResult(ScriptedJudge.Error(429, "insufficient_quota"));
        await using var app = await StartAsync();

        var run = await app.CompleteAsync(await app.EvaluateAsync("s1"));

        Assert.Equal(2, run.Reasons["The model account has no credit left."]);
    }

    [Fact]
    public async Task A_pause_takes_nothing_new_and_lets_calls_in_progress_come_to_their_end()
    {
        var go = new TaskCompletionSource();
        Answer = async (call, _) =>
        {
            await go.Task;
            return Good(call);
        };
        await using var app = await StartAsync();
        var runId = await app.EvaluateAsync(All);
        await Eventually.BecomesTrueAsync(() => Judge.Calls.Count == 4, Token);

        await app.Runs.PauseAsync(runId, Token);
        go.SetResult();
        await app.WaitAsync(runId, static run => run is { Written: 4, Judging: 0, Pending: 20 });
        Assert.Equal((EvaluationRunState.Paused, 4), ((await app.FindAsync(runId)).State, Judge.Calls.Count));

        await app.Runs.ResumeAsync(runId, Token);
        Assert.Equal(24, (await app.CompleteAsync(runId)).Written);
        Assert.Equal(24, Judge.Calls.Count);
    }

    [Fact]
    public async Task A_paused_run_can_be_cancelled_and_one_of_its_conversations_asked_for_alone()
    {
        Answer = static (_, _) => Task.FromResult(ScriptedJudge.Error(429, "insufficient_quota"));
        await using var app = await StartAsync();
        var paused = await app.EvaluateAsync(All);
        await app.WaitAsync(paused, static run => run is { State: EvaluationRunState.Paused, Judging: 0 });
        Answer = static (call, _) => Task.FromResult(Good(call));

        var alone = await app.CompleteAsync(await app.EvaluateAsync("s5"));
        await app.Runs.CancelAsync(paused, Token);

        Assert.NotEqual(paused, alone.Id);
        Assert.Equal(2, alone.Written);
        var cancelled = await app.FindAsync(paused);
        Assert.Equal((EvaluationRunState.Cancelled, 24, 24), (cancelled.State, cancelled.Total, cancelled.Cancelled));
    }

    [Fact]
    public async Task Trying_failures_again_asks_for_exactly_those()
    {
        var broken = true;
        Answer = (call, _) => Task.FromResult(
            broken && call.Evaluator == "resolution_status" && (Mentions(call, "day 1.") || Mentions(call, "day 3.")) ? ScriptedJudge.Content("no JSON") : Good(call));
        await using var app = await StartAsync();
        var first = await app.CompleteAsync(await app.EvaluateAsync(All));
        Assert.Equal((22, 2), (first.Written, first.NotJudged));

        broken = false;
        var again = await app.CompleteAsync(await app.Runs.RetryFailedAsync(first.Id, Token));

        Assert.Equal((2, 2, first.Id), (again.Total, again.Written, again.RetryOf));
        Assert.Equal(["s1", "s3"], (await app.Runs.ItemsAsync(again.Id, Token)).Select(static item => item.SessionId));
        Assert.Equal(2, (await app.FindAsync(first.Id)).NotJudged);
    }

    [Fact]
    public async Task A_run_says_what_it_found_what_changed_and_what_was_judged_before()
    {
        await using var app = await StartAsync();
        await app.CompleteAsync(await app.EvaluateAsync("s1", "s2"));
        var same = await app.CompleteAsync(await app.EvaluateAsync("s1", "s2", "s3"));
        Answer = static (call, _) => Task.FromResult(call.Evaluator == "resolution_status" ? ScriptedJudge.Verdict("unresolved") : Good(call));

        var changed = await app.CompleteAsync(await app.Runs.StartAsync(EvaluationApp.Request("s1", "s2", "s4") with { Again = true }, Token));

        Assert.Equal((4, 200L), (same.AlreadyJudged, same.PromptTokens));
        Assert.Contains(new RunResult("resolution_status", "unresolved", "resolved", 2), changed.Results);
        Assert.Contains(new RunResult("resolution_status", "unresolved", null, 1), changed.Results);
        Assert.Contains(new RunResult("conversation_coherence", "coherent", "coherent", 2), changed.Results);
        var filter = new RunItemsFilter { Evaluator = "resolution_status", Label = "unresolved", PreviousLabel = "resolved" };
        Assert.Equal(["s1", "s2"], (await app.Runs.ItemsAsync(changed.Id, filter, 0, 10, Token)).Select(static item => item.SessionId));
        Assert.Equal((6 * 100m * 1.25m / 1_000_000m) + (6 * 10m * 10m / 1_000_000m), changed.Cost);
    }

    [Fact]
    public async Task Refusals_lose_no_verdict()
    {
        Answer = static (call, context) =>
        {
            if (call.Number % 3 != 0)
            {
                return Task.FromResult(Good(call));
            }

            context.Response.Headers["retry-after-ms"] = "20";
            return Task.FromResult(ScriptedJudge.Error(429, "rate_limit_exceeded"));
        };
        await using var app = await StartAsync();

        var run = await app.CompleteAsync(await app.EvaluateAsync(All));

        Assert.Equal((24, 0), (run.Written, run.NotJudged));
        Assert.Equal(24, Phoenix.Writes.Count);
    }

    [Fact]
    public async Task Conversations_that_are_deleted_during_the_run_end_with_that_reason()
    {
        Answer = (call, _) =>
        {
            foreach (var id in All[6..])
            {
                Phoenix.Remove(id);
            }

            return Task.FromResult(Good(call));
        };
        await using var app = await StartAsync();

        var run = await app.CompleteAsync(await app.EvaluateAsync(All));

        Assert.Equal((24, 24), (run.Total, run.Written + run.NotJudged));
        Assert.InRange(run.Reasons["The conversation is no longer in Phoenix."], 1, 12);
        Assert.Equal(run.Written, Phoenix.Writes.Count);
    }

    [Fact]
    public async Task What_is_said_on_screen_about_a_senseless_request_is_a_sentence()
    {
        await using var app = await StartAsync();

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => app.EvaluateAsync());

        Assert.Equal("Choose at least one conversation and one evaluator.", refused.Message);
    }

    [Fact]
    public async Task A_retired_evaluator_is_asked_by_no_new_run_and_by_no_new_attempt()
    {
        Answer = static (_, _) => Task.FromResult(ScriptedJudge.Error(400, "invalid_request_error"));
        await using var app = await StartAsync();
        await app.Get<EvaluatorStore>().PublishAsync(Drafts.Built(), basedOn: 0, Token);
        var request = new EvaluationRequest(EvaluationApp.Project, ["s1"], ["tone"], Again: false);
        var run = await app.CompleteAsync(await app.Runs.StartAsync(request, Token));
        Assert.Equal(1, run.NotJudged);

        await app.Get<EvaluatorStore>().RetireAsync("tone", retired: true, Token);

        Assert.Equal("Tone is retired. Choose others, or bring it back.", (await Assert.ThrowsAsync<ArgumentException>(() => app.Runs.StartAsync(request, Token))).Message);
        Assert.Equal(run.Id, await app.Runs.RetryFailedAsync(run.Id, Token));
        await app.Get<EvaluatorStore>().RetireAsync("tone", retired: false, Token);
        Assert.NotEqual(run.Id, await app.Runs.RetryFailedAsync(run.Id, Token));
    }

    private static bool Mentions(JudgeCall call, string text) => call.Messages.Any(message => message.Contains(text, StringComparison.Ordinal));
}
