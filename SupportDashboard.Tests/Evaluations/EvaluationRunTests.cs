using System.Text.Json.Nodes;
using SupportDashboard.Evaluations;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Evaluations;

public sealed class EvaluationRunTests : EvaluationRunBench
{
    [Fact]
    public async Task A_verdict_isJudged_stored_and_written_with_everything_a_reader_needs()
    {
        await using var app = await StartAsync();

        var run = await app.CompleteAsync(await app.EvaluateAsync("s1"));

        Assert.Equal((2, 2, 0), (run.Total, run.Written, run.NotJudged));
        Assert.Equal((200L, 20L), (run.PromptTokens, run.CompletionTokens));
        var written = Assert.Single(Phoenix.Annotations, static annotation => (string?)annotation["name"] == "resolution_status");
        Assert.Equal(("s1", "support-dashboard", "LLM"), ((string?)written["session_id"], (string?)written["identifier"], (string?)written["annotator_kind"]));
        Assert.Equal("""{"label":"resolved","score":1,"explanation":"It was decided in turn 1."}""", Compact(written["result"]!));
        var metadata = written["metadata"]!;
        Assert.Equal(("gpt-5", "resolution_status", 1, "model"), ((string?)metadata["model"], (string?)metadata["evaluator"], (int)metadata["evaluator_version"]!, (string?)metadata["judged_by"]));
        Assert.Equal((2, 64, run.Id.ToString()), ((int)metadata["turn_count"]!, ((string)metadata["input_hash"]!).Length, (string?)metadata["run_id"]));
        Assert.Equal((100, 10), ((int)metadata["prompt_tokens"]!, (int)metadata["completion_tokens"]!));
        Assert.Equal("""[{"turn":1,"quote":"It was shipped","found":true},{"turn":2,"quote":"never said","found":false}]""", Compact(metadata["evidence"]!));
    }

    [Fact]
    public async Task A_thousand_clicksJudge_and_write_once()
    {
        var go = new TaskCompletionSource();
        Answer = async (call, _) =>
        {
            await go.Task;
            return Good(call);
        };
        await using var app = await StartAsync();

        var runs = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => app.EvaluateAsync("s1")));
        go.SetResult();
        await app.CompleteAsync(Assert.Single(runs.Distinct()));

        Assert.Equal((2, 2), (Judge.Calls.Count, Phoenix.Writes.Count));
        Assert.Single(await app.Runs.RecentAsync(EvaluationApp.Project, 10, Token));
    }

    [Fact]
    public async Task A_later_click_takes_the_verdict_over_unless_a_new_one_is_asked_for()
    {
        await using var app = await StartAsync();
        await app.CompleteAsync(await app.EvaluateAsync("s1"));

        var second = await app.CompleteAsync(await app.EvaluateAsync("s1"));
        Assert.Equal((2, 0L, 2), (Judge.Calls.Count, second.PromptTokens, second.Written));

        await app.CompleteAsync(await app.Runs.StartAsync(EvaluationApp.Request("s1") with { Again = true }, Token));
        Assert.Equal((4, 2), (Judge.Calls.Count, Phoenix.Annotations.Count));
    }

    [Fact]
    public async Task A_new_turn_makes_the_same_requestJudge_again()
    {
        await using var app = await StartAsync();
        await app.CompleteAsync(await app.EvaluateAsync("s1"));
        Phoenix.Add("s1", ("Where is ORD-12345?", "It was shipped on day 1."), ("Thanks", "You're welcome."), ("And the refund?", "I don't know."));

        await app.CompleteAsync(await app.EvaluateAsync("s1"));

        Assert.Equal(4, Judge.Calls.Count);
        Assert.All(Phoenix.Annotations, static annotation => Assert.Equal(3, (int)annotation["metadata"]!["turn_count"]!));
    }

    [Fact]
    public async Task Cancelling_stops_the_calls_in_progress_and_asks_nothing_more()
    {
        Answer = static (call, context) => call.Number > 2 ? ScriptedJudge.HangAsync(context) : Task.FromResult(Good(call));
        await using var app = await StartAsync();
        var runId = await app.EvaluateAsync("s1", "s2", "s3", "s4", "s5");
        await app.WaitAsync(runId, run => run is { Written: 2, Judging: >= 4 } && Judge.Calls.Count == 6);

        await app.Runs.CancelAsync(runId, Token);

        await app.WaitAsync(runId, static run => run.Judging == 0);
        var cancelled = await app.FindAsync(runId);
        Assert.Equal((EvaluationRunState.Cancelled, 2, 8), (cancelled.State, cancelled.Written, cancelled.Cancelled));
        Assert.Equal(6, Judge.Calls.Count);
    }

    [Fact]
    public async Task Progress_is_announced()
    {
        await using var app = await StartAsync();
        var announcements = 0;
        using var subscription = app.Runs.Subscribe(() => Interlocked.Increment(ref announcements));

        await app.CompleteAsync(await app.EvaluateAsync("s1"));

        Assert.InRange(announcements, 3, 20);
    }

    [Theory]
    [InlineData("no_such_evaluator")]
    [InlineData]
    public async Task A_request_that_makes_no_sense_is_refused(params string[] evaluators)
    {
        await using var app = await StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => app.Runs.StartAsync(new(EvaluationApp.Project, ["s1"], evaluators, false), Token));
    }

    private static string Compact(JsonNode node) => node.ToJsonString();
}
