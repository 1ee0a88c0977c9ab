using Microsoft.AspNetCore.Http;
using SupportDashboard.Evaluations;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Evaluations;

/// <summary>Nothing that fails or stops in the middle of a run loses a verdict, judges twice or writes twice.</summary>
public sealed class EvaluationRunFaultTests : EvaluationRunBench
{
    [Fact]
    public async Task A_restart_goes_on_without_judging_again_what_wasJudged()
    {
        var silent = new HashSet<int> { 5, 6, 7, 8 };
        Answer = (call, context) => silent.Contains(call.Number) ? ScriptedJudge.HangAsync(context) : Task.FromResult(Good(call));
        Guid runId;
        await using (var app = await StartAsync())
        {
            runId = await app.EvaluateAsync([.. Enumerable.Range(1, 12).Select(static number => $"s{number}")]);
            await app.WaitAsync(runId, run => run is { Written: 4, Judging: >= 4 } && Judge.Calls.Count == 8);
        }

        silent.Clear();
        await using var restarted = await StartAsync();
        var run = await restarted.CompleteAsync(runId);

        Assert.Equal((24, 24), (run.Total, run.Written));
        Assert.Equal((28, 24), (Judge.Calls.Count, Phoenix.Writes.Count));
    }

    [Fact]
    public async Task A_crash_repeats_only_the_calls_that_were_in_flight()
    {
        var hangs = true;
        Answer = (call, context) => Volatile.Read(ref hangs) && call.Number > 4 ? ScriptedJudge.HangAsync(context) : Task.FromResult(Good(call));
        await using var app = await StartAsync();
        var runId = await app.EvaluateAsync([.. Enumerable.Range(1, 12).Select(static number => $"s{number}")]);
        await app.WaitAsync(runId, run => run is { Written: 4, Judging: >= 4 } && Judge.Calls.Count == 8);
        var image = Directory.CreateTempSubdirectory("support-dashboard-crash-");

        // What a killed process leaves: nothing was released, closed or checkpointed.
        foreach (var file in Directory.EnumerateFiles(Folder, "dashboard.db*"))
        {
            File.Copy(file, Path.Combine(image.FullName, Path.GetFileName(file)));
        }

        Volatile.Write(ref hangs, false);
        await using (var restarted = await EvaluationApp.StartAsync(image.FullName, Phoenix, Judge))
        {
            Assert.Equal(24, (await restarted.CompleteAsync(runId)).Written);
        }

        Assert.Equal((28, 24, 24), (Judge.Calls.Count, Phoenix.Writes.Count, Phoenix.Annotations.Count));
        image.Delete(recursive: true);
    }

    [Fact]
    public async Task WhilePhoenix_is_down_verdicts_wait_and_are_written_when_it_is_back()
    {
        Answer = (call, _) =>
        {
            Phoenix.IsDown = true;
            return Task.FromResult(Good(call));
        };
        await using var app = await StartAsync();
        var runId = await app.EvaluateAsync("s1");
        await app.WaitAsync(runId, static run => run.Judged == 2);
        await Eventually.BecomesTrueAsync(
            async () => (await app.Runs.ItemsAsync(runId, Token)).All(static item => item.Reason is not null), Token);
        Assert.Empty(Phoenix.Writes);

        Phoenix.IsDown = false;
        var run = await app.CompleteAsync(runId);

        Assert.Equal((2, 2, 2), (run.Written, Judge.Calls.Count, Phoenix.Writes.Count));
        Assert.All(await app.Runs.ItemsAsync(runId, Token), static item => Assert.Null(item.Reason));
    }

    [Fact]
    public async Task A_verdict_that_could_not_be_written_is_written_by_the_next_process()
    {
        Answer = (call, _) =>
        {
            Phoenix.IsDown = true;
            return Task.FromResult(Good(call));
        };
        Guid runId;
        await using (var app = await StartAsync())
        {
            runId = await app.EvaluateAsync("s1");
            await app.WaitAsync(runId, static run => run.Judged == 2);
        }

        Phoenix.IsDown = false;
        await using var restarted = await StartAsync();
        await restarted.CompleteAsync(runId);

        Assert.Equal((2, 2), (Judge.Calls.Count, Phoenix.Writes.Count));
    }

    [Fact]
    public async Task A_session_thatPhoenix_has_not_taken_in_yet_is_tried_again_and_holds_nobody_up()
    {
        var refusals = 0;
        Phoenix.OnWrite = annotation => (string?)annotation["session_id"] == "s1" && Interlocked.Increment(ref refusals) <= 4
            ? Results.Text("Sessions with IDs s1 do not exist.", statusCode: 404)
            : null;
        await using var app = await StartAsync();

        var run = await app.CompleteAsync(await app.EvaluateAsync("s1", "s2", "s3"));

        Assert.Equal((6, 6), (run.Written, Phoenix.Writes.Count));
        Assert.Equal("s1", (string?)Phoenix.Writes.Last()["session_id"]);
    }

    [Fact]
    public async Task A_verdict_thatPhoenix_refuses_ends_with_its_reason()
    {
        Phoenix.OnWrite = static annotation => (string?)annotation["name"] == "resolution_status" ? Results.Text("no such thing", statusCode: 422) : null;
        await using var app = await StartAsync();

        var run = await app.CompleteAsync(await app.EvaluateAsync("s1"));

        Assert.Equal((1, 1), (run.Written, run.NotJudged));
        var item = Assert.Single(await app.Runs.ForSessionAsync(EvaluationApp.Project, "s1", Token), static item => item.State == EvaluationItemState.NotJudged);
        Assert.Equal(NotJudgedReason.NotWritten, item.ReasonKind);
    }

    [Fact]
    public async Task A_session_that_never_comes_is_given_up_after_the_grace_period()
    {
        Phoenix.OnWrite = static annotation => (string?)annotation["session_id"] == "s1" ? Results.Text("unknown", statusCode: 404) : null;
        await using var app = await EvaluationApp.StartAsync(Folder, Phoenix, Judge, new() { ["Evaluations:WriteGracePeriod"] = "00:00:01" });

        var run = await app.CompleteAsync(await app.EvaluateAsync("s1", "s2"));

        Assert.Equal((2, 2, 4), (run.Written, run.NotJudged, Judge.Calls.Count));
        Assert.Equal(2, run.Reasons["The conversation is no longer in Phoenix."]);
    }

    [Fact]
    public async Task A_conversation_that_is_gone_is_notJudged_and_says_so()
    {
        await using var app = await StartAsync();

        var run = await app.CompleteAsync(await app.EvaluateAsync("deleted", "s1"));

        Assert.Equal((2, 2), (run.Written, run.NotJudged));
        Assert.Equal(2, run.Reasons["The conversation is no longer in Phoenix."]);
    }

    [Fact]
    public async Task A_conversation_that_cannot_be_read_is_notJudged_and_says_why()
    {
        await using var app = await StartAsync();
        Phoenix.IsDown = true;

        var run = await app.CompleteAsync(await app.EvaluateAsync("s1"));

        Assert.Equal(2, run.NotJudged);
        Assert.All(await app.Runs.ItemsAsync(run.Id, Token), static item => Assert.Equal(NotJudgedReason.TranscriptUnreadable, item.ReasonKind));
        Assert.Empty(Judge.Calls);
    }

    [Fact]
    public async Task A_failing_model_leaves_no_annotation_and_the_others_go_on()
    {
        Answer = static (call, _) => Task.FromResult(call.Evaluator == "resolution_status" ? ScriptedJudge.Error(500, "server_error") : Good(call));
        await using var app = await StartAsync();

        var run = await app.CompleteAsync(await app.EvaluateAsync("s1", "s2"));

        Assert.Equal((2, 2), (run.Written, run.NotJudged));
        Assert.Equal(2, Assert.Single(run.Reasons).Value);
        Assert.All(Phoenix.Annotations, static annotation => Assert.Equal("conversation_coherence", (string?)annotation["name"]));
    }
}
