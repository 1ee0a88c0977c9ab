using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SupportDashboard.Evaluations;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Evaluations;

public sealed class EvaluationRunTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-runs-").FullName;
    private Func<JudgeCall, HttpContext, Task<IResult>> _answer = static (call, _) => Task.FromResult(Good(call));
    private ScriptedPhoenix _phoenix = null!;
    private ScriptedJudge _judge = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _phoenix = await ScriptedPhoenix.StartAsync();
        _judge = await ScriptedJudge.StartAsync((call, context) => _answer(call, context));
        foreach (var number in Enumerable.Range(1, 12))
        {
            _phoenix.Add($"s{number}", ("Where is ORD-12345?", $"It was shipped on day {number}."), ("Thanks", "You're welcome."));
        }
    }

    [Fact]
    public async Task A_verdict_is_judged_stored_and_written_with_everything_a_reader_needs()
    {
        await using var app = await StartAsync();

        var run = await app.CompleteAsync(await app.EvaluateAsync("s1"));

        Assert.Equal((2, 2, 0), (run.Total, run.Written, run.NotJudged));
        Assert.Equal((200L, 20L), (run.PromptTokens, run.CompletionTokens));
        var written = Assert.Single(_phoenix.Annotations, static annotation => (string?)annotation["name"] == "resolution_status");
        Assert.Equal(("s1", "support-dashboard", "LLM"), ((string?)written["session_id"], (string?)written["identifier"], (string?)written["annotator_kind"]));
        Assert.Equal("""{"label":"resolved","score":1,"explanation":"It was decided in turn 1."}""", Compact(written["result"]!));
        var metadata = written["metadata"]!;
        Assert.Equal(("gpt-5", "resolution_status", 1, "model"), ((string?)metadata["model"], (string?)metadata["evaluator"], (int)metadata["evaluator_version"]!, (string?)metadata["judged_by"]));
        Assert.Equal((2, 64, run.Id.ToString()), ((int)metadata["turn_count"]!, ((string)metadata["input_hash"]!).Length, (string?)metadata["run_id"]));
        Assert.Equal((100, 10), ((int)metadata["prompt_tokens"]!, (int)metadata["completion_tokens"]!));
        Assert.Equal("""[{"turn":1,"quote":"It was shipped","found":true},{"turn":2,"quote":"never said","found":false}]""", Compact(metadata["evidence"]!));
    }

    [Fact]
    public async Task A_thousand_clicks_judge_and_write_once()
    {
        var go = new TaskCompletionSource();
        _answer = async (call, _) =>
        {
            await go.Task;
            return Good(call);
        };
        await using var app = await StartAsync();

        var runs = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => app.EvaluateAsync("s1")));
        go.SetResult();
        await app.CompleteAsync(Assert.Single(runs.Distinct()));

        Assert.Equal((2, 2), (_judge.Calls.Count, _phoenix.Writes.Count));
        Assert.Single(await app.Runs.RecentAsync(EvaluationApp.Project, 10, Token));
    }

    [Fact]
    public async Task A_later_click_takes_the_verdict_over_unless_a_new_one_is_asked_for()
    {
        await using var app = await StartAsync();
        await app.CompleteAsync(await app.EvaluateAsync("s1"));

        var second = await app.CompleteAsync(await app.EvaluateAsync("s1"));
        Assert.Equal((2, 0L, 2), (_judge.Calls.Count, second.PromptTokens, second.Written));

        await app.CompleteAsync(await app.Runs.StartAsync(EvaluationApp.Request("s1") with { Again = true }, Token));
        Assert.Equal((4, 2), (_judge.Calls.Count, _phoenix.Annotations.Count));
    }

    [Fact]
    public async Task A_new_turn_makes_the_same_request_judge_again()
    {
        await using var app = await StartAsync();
        await app.CompleteAsync(await app.EvaluateAsync("s1"));
        _phoenix.Add("s1", ("Where is ORD-12345?", "It was shipped on day 1."), ("Thanks", "You're welcome."), ("And the refund?", "I don't know."));

        await app.CompleteAsync(await app.EvaluateAsync("s1"));

        Assert.Equal(4, _judge.Calls.Count);
        Assert.All(_phoenix.Annotations, static annotation => Assert.Equal(3, (int)annotation["metadata"]!["turn_count"]!));
    }

    [Fact]
    public async Task A_restart_goes_on_without_judging_again_what_was_judged()
    {
        var silent = new HashSet<int> { 5, 6, 7, 8 };
        _answer = (call, context) => silent.Contains(call.Number) ? ScriptedJudge.HangAsync(context) : Task.FromResult(Good(call));
        Guid runId;
        await using (var app = await StartAsync())
        {
            runId = await app.EvaluateAsync([.. Enumerable.Range(1, 12).Select(static number => $"s{number}")]);
            await app.WaitAsync(runId, run => run is { Written: 4, Judging: 4 } && _judge.Calls.Count == 8);
        }

        silent.Clear();
        await using var restarted = await StartAsync();
        var run = await restarted.CompleteAsync(runId);

        Assert.Equal((24, 24), (run.Total, run.Written));
        Assert.Equal((28, 24), (_judge.Calls.Count, _phoenix.Writes.Count));
    }

    [Fact]
    public async Task Cancelling_stops_the_calls_in_progress_and_asks_nothing_more()
    {
        _answer = static (call, context) => call.Number > 2 ? ScriptedJudge.HangAsync(context) : Task.FromResult(Good(call));
        await using var app = await StartAsync();
        var runId = await app.EvaluateAsync("s1", "s2", "s3", "s4", "s5");
        await app.WaitAsync(runId, run => run is { Written: 2, Judging: 4 } && _judge.Calls.Count == 6);

        await app.Runs.CancelAsync(runId, Token);

        await app.WaitAsync(runId, static run => run.Judging == 0);
        var cancelled = await app.FindAsync(runId);
        Assert.Equal((EvaluationRunState.Cancelled, 2, 8), (cancelled.State, cancelled.Written, cancelled.Cancelled));
        Assert.Equal(6, _judge.Calls.Count);
    }

    [Fact]
    public async Task While_phoenix_is_down_verdicts_wait_and_are_written_when_it_is_back()
    {
        _answer = (call, _) =>
        {
            _phoenix.IsDown = true;
            return Task.FromResult(Good(call));
        };
        await using var app = await StartAsync();
        var runId = await app.EvaluateAsync("s1");
        await app.WaitAsync(runId, static run => run.Judged == 2);
        await Eventually.BecomesTrueAsync(
            async () => (await app.Runs.ItemsAsync(runId, Token)).All(static item => item.Reason is not null), Token);
        Assert.Empty(_phoenix.Writes);

        _phoenix.IsDown = false;
        var run = await app.CompleteAsync(runId);

        Assert.Equal((2, 2, 2), (run.Written, _judge.Calls.Count, _phoenix.Writes.Count));
        Assert.All(await app.Runs.ItemsAsync(runId, Token), static item => Assert.Null(item.Reason));
    }

    [Fact]
    public async Task A_verdict_that_could_not_be_written_is_written_by_the_next_process()
    {
        _answer = (call, _) =>
        {
            _phoenix.IsDown = true;
            return Task.FromResult(Good(call));
        };
        Guid runId;
        await using (var app = await StartAsync())
        {
            runId = await app.EvaluateAsync("s1");
            await app.WaitAsync(runId, static run => run.Judged == 2);
        }

        _phoenix.IsDown = false;
        await using var restarted = await StartAsync();
        await restarted.CompleteAsync(runId);

        Assert.Equal((2, 2), (_judge.Calls.Count, _phoenix.Writes.Count));
    }

    [Fact]
    public async Task A_session_that_phoenix_has_not_taken_in_yet_is_tried_again_and_holds_nobody_up()
    {
        var refusals = 0;
        _phoenix.OnWrite = annotation => (string?)annotation["session_id"] == "s1" && Interlocked.Increment(ref refusals) <= 4
            ? Results.Text("Sessions with IDs s1 do not exist.", statusCode: 404)
            : null;
        await using var app = await StartAsync();

        var run = await app.CompleteAsync(await app.EvaluateAsync("s1", "s2", "s3"));

        Assert.Equal((6, 6), (run.Written, _phoenix.Writes.Count));
        Assert.Equal("s1", (string?)_phoenix.Writes.Last()["session_id"]);
    }

    [Fact]
    public async Task A_verdict_that_phoenix_refuses_ends_with_its_reason()
    {
        _phoenix.OnWrite = static annotation => (string?)annotation["name"] == "resolution_status" ? Results.Text("no such thing", statusCode: 422) : null;
        await using var app = await StartAsync();

        var run = await app.CompleteAsync(await app.EvaluateAsync("s1"));

        Assert.Equal((1, 1), (run.Written, run.NotJudged));
        var item = Assert.Single(await app.Runs.ForSessionAsync(EvaluationApp.Project, "s1", Token), static item => item.State == EvaluationItemState.NotJudged);
        Assert.Equal(NotJudgedReason.NotWritten, item.ReasonKind);
    }

    [Fact]
    public async Task A_conversation_that_is_gone_is_not_judged_and_says_so()
    {
        await using var app = await StartAsync();

        var run = await app.CompleteAsync(await app.EvaluateAsync("deleted", "s1"));

        Assert.Equal((2, 2), (run.Written, run.NotJudged));
        Assert.Equal(2, run.Reasons["The conversation is no longer in Phoenix."]);
    }

    [Fact]
    public async Task A_conversation_that_cannot_be_read_is_not_judged_and_says_why()
    {
        await using var app = await StartAsync();
        _phoenix.IsDown = true;

        var run = await app.CompleteAsync(await app.EvaluateAsync("s1"));

        Assert.Equal(2, run.NotJudged);
        Assert.All(await app.Runs.ItemsAsync(run.Id, Token), static item => Assert.Equal(NotJudgedReason.TranscriptUnreadable, item.ReasonKind));
        Assert.Empty(_judge.Calls);
    }

    [Fact]
    public async Task A_failing_model_leaves_no_annotation_and_the_others_go_on()
    {
        _answer = static (call, _) => Task.FromResult(call.Evaluator == "resolution_status" ? ScriptedJudge.Error(429, "rate_limit_exceeded") : Good(call));
        await using var app = await StartAsync();

        var run = await app.CompleteAsync(await app.EvaluateAsync("s1", "s2"));

        Assert.Equal((2, 2), (run.Written, run.NotJudged));
        Assert.Equal(2, Assert.Single(run.Reasons).Value);
        Assert.All(_phoenix.Annotations, static annotation => Assert.Equal("conversation_coherence", (string?)annotation["name"]));
    }

    [Fact]
    public async Task Progress_is_announced()
    {
        await using var app = await StartAsync();
        var announcements = 0;
        using var subscription = app.Runs.Subscribe(() => Interlocked.Increment(ref announcements));

        await app.CompleteAsync(await app.EvaluateAsync("s1"));

        Assert.InRange(announcements, 5, 20);
    }

    [Theory]
    [InlineData("no_such_evaluator")]
    [InlineData]
    public async Task A_request_that_makes_no_sense_is_refused(params string[] evaluators)
    {
        await using var app = await StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => app.Runs.StartAsync(new(EvaluationApp.Project, ["s1"], evaluators, false), Token));
    }

    public async ValueTask DisposeAsync()
    {
        await _judge.DisposeAsync();
        await _phoenix.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<EvaluationApp> StartAsync() => EvaluationApp.StartAsync(_folder, _phoenix, _judge);

    private static IResult Good(JudgeCall call) => ScriptedJudge.Verdict(
        call.Evaluator == "resolution_status" ? "resolved" : "coherent", "It was decided in turn 1.", (1, "It was shipped"), (2, "never said"));

    private static string Compact(JsonNode node) => node.ToJsonString();
}
