using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using SupportDashboard.Evaluations;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Evaluations;

/// <summary>Whatever goes wrong with the model gives "not judged" with its reason, never a score.</summary>
public sealed class JudgeFaultTests
{
    private static readonly (string?, string?) Refund = ("How do I get a refund?", "Within 30 days, through support.");

    public static TheoryData<int, string, NotJudgedReason> Errors => new()
    {
        { 429, "insufficient_quota", NotJudgedReason.QuotaExceeded },
        { 401, "invalid_api_key", NotJudgedReason.Unauthorized },
        { 404, "model_not_found", NotJudgedReason.ModelMissing },
        { 400, "context_length_exceeded", NotJudgedReason.TooLong },
        { 400, "content_filter", NotJudgedReason.Filtered },
        { 400, "invalid_request_error", NotJudgedReason.ModelError },
        { 500, "server_error", NotJudgedReason.ModelError },
        { 503, "overloaded", NotJudgedReason.ModelError },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task An_error_of_the_models_server_is_the_reason(int status, string code, NotJudgedReason expected)
    {
        await using var bench = await JudgeBench.StartAsync(_ => ScriptedJudge.Error(status, code));

        Assert.Equal(expected, Failure(await bench.JudgeAsync(Refund)).Kind);
        Assert.Single(bench.Calls);
    }

    [Fact]
    public async Task A_refusal_is_the_reason_and_is_not_argued_with()
    {
        await using var bench = await JudgeBench.StartAsync(static _ => ScriptedJudge.Content(null, refusal: "I can't help with that."));

        Assert.Equal(NotJudgedReason.Refused, Failure(await bench.JudgeAsync(Refund)).Kind);
        Assert.Single(bench.Calls);
    }

    [Fact]
    public async Task A_content_filter_is_the_reason()
    {
        await using var bench = await JudgeBench.StartAsync(static _ => ScriptedJudge.Content("", "content_filter"));

        Assert.Equal(NotJudgedReason.Filtered, Failure(await bench.JudgeAsync(Refund)).Kind);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"explanation":"Good.","evidence":[],"label":"great"}""")]
    [InlineData("""{"explanation":"Good.","evidence":[],"label":"Resolved"}""")]
    [InlineData("""{"explanation":"Good.","evidence":[],"label":1}""")]
    [InlineData("""{"explanation":"","evidence":[],"label":"resolved"}""")]
    [InlineData("""{"explanation":"Good.","evidence":"none","label":"resolved"}""")]
    [InlineData("""{"explanation":"\ud800","evidence":[],"label":"resolved"}""")]
    [InlineData("""{"explanation":"Good.","evidence":[],"label":"resolved""")]
    public async Task An_answer_outside_the_schema_is_no_verdict_after_one_repair(string answer)
    {
        await using var bench = await JudgeBench.StartAsync(_ => ScriptedJudge.Content(answer));

        var failure = Failure(await bench.JudgeAsync(Refund));

        Assert.Equal(NotJudgedReason.InvalidAnswer, failure.Kind);
        Assert.Equal((2, 200), (bench.Calls.Count, failure.PromptTokens));
    }

    [Fact]
    public async Task A_truncated_answer_says_so()
    {
        await using var bench = await JudgeBench.StartAsync(static _ => ScriptedJudge.Content("""{"explanation":"It went""", "length"));

        var failure = Failure(await bench.JudgeAsync(Refund));

        Assert.Equal("The model's answer could not be used. It is cut off at the model's output limit.", failure.Reason);
    }

    [Fact]
    public async Task A_server_that_sends_something_else_is_the_reason()
    {
        await using var bench = await JudgeBench.StartAsync(static _ => Results.Content("<html>Welcome</html>", "text/html"));

        Assert.Equal(NotJudgedReason.InvalidAnswer, Failure(await bench.JudgeAsync(Refund)).Kind);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_middle_of_the_answer_is_the_reason()
    {
        await using var bench = await JudgeBench.StartAsync(static async (_, context) =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("""{"id":"chatcmpl-1",""", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
            return Results.Empty;
        });

        Assert.Contains(Failure(await bench.JudgeAsync(Refund)).Kind, new[] { NotJudgedReason.InvalidAnswer, NotJudgedReason.Unreachable });
    }

    [Fact]
    public async Task A_silent_model_is_given_up()
    {
        await using var bench = await JudgeBench.StartAsync(static (_, context) => ScriptedJudge.HangAsync(context), TimeSpan.FromMilliseconds(100));

        Assert.Equal(NotJudgedReason.Timeout, Failure(await bench.JudgeAsync(Refund)).Kind);
    }

    [Fact]
    public async Task No_verdict_takes_longer_than_its_deadline()
    {
        var clock = new FakeTimeProvider();
        await using var bench = await JudgeBench.StartAsync(
            (_, context) =>
            {
                clock.Advance(TimeSpan.FromMinutes(6));
                return ScriptedJudge.HangAsync(context);
            },
            clock: clock);

        Assert.Equal(NotJudgedReason.Timeout, Failure(await bench.JudgeAsync(Refund)).Kind);
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_the_reason()
    {
        await using var bench = JudgeBench.WithoutServer();

        Assert.Equal(NotJudgedReason.Unreachable, Failure(await bench.JudgeAsync(Refund)).Kind);
    }

    [Fact]
    public async Task A_conversation_without_messages_is_not_sent_to_the_model()
    {
        await using var bench = await JudgeBench.StartAsync(static _ => ScriptedJudge.Verdict("resolved"));

        Assert.Equal(NotJudgedReason.NothingToJudge, Failure(await bench.JudgeAsync((null, " "), (null, null))).Kind);
        Assert.Empty(bench.Calls);
    }

    private static NotJudged Failure(Verdict verdict) => Assert.IsType<NotJudged>(verdict);
}
