using Microsoft.AspNetCore.Http;
using SupportDashboard.Evaluations;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Evaluations;

/// <summary>What passes by itself is waited for: a verdict is not lost because a server was busy.</summary>
public sealed class JudgeRetryTests
{
    private static readonly (string?, string?) Refund = ("How do I get a refund?", "Within 30 days, through support.");

    [Theory]
    [InlineData("retry-after", "0.3")]
    [InlineData("retry-after-ms", "300")]
    public async Task A_refusal_is_waited_out_as_long_as_the_server_says(string header, string value)
    {
        long refused = 0, again = 0;
        await using var bench = await JudgeBench.StartAsync(
            (call, context) =>
            {
                if (call.Number > 1)
                {
                    again = TimeProvider.System.GetTimestamp();
                    return Task.FromResult(ScriptedJudge.Verdict("resolved"));
                }

                refused = TimeProvider.System.GetTimestamp();
                context.Response.Headers[header] = value;
                return Task.FromResult(ScriptedJudge.Error(429, "rate_limit_exceeded"));
            },
            patience: TimeSpan.FromMinutes(1));

        Assert.IsType<JudgedVerdict>(await bench.JudgeAsync(Refund));
        Assert.InRange(TimeProvider.System.GetElapsedTime(refused, again).TotalMilliseconds, 290, 30_000);
    }

    [Fact]
    public async Task Refusals_without_a_word_about_waiting_are_tried_again_with_growing_pauses()
    {
        await using var bench = await JudgeBench.StartAsync(
            static (call, _) => Task.FromResult(call.Number <= 2 ? ScriptedJudge.Error(429, "rate_limit_exceeded") : ScriptedJudge.Verdict("resolved")), patience: TimeSpan.FromMinutes(1));

        Assert.IsType<JudgedVerdict>(await bench.JudgeAsync(Refund));
        Assert.Equal(3, bench.Calls.Count);
    }

    [Fact]
    public async Task A_server_that_takes_nothing_for_as_long_as_anybody_has_patience_is_everybodys_problem()
    {
        await using var bench = await JudgeBench.StartAsync(
            static (_, context) =>
            {
                context.Response.Headers["retry-after-ms"] = "50";
                return Task.FromResult(ScriptedJudge.Error(429, "rate_limit_exceeded"));
            },
            patience: TimeSpan.FromSeconds(1));

        var failure = Assert.IsType<NotJudged>(await bench.JudgeAsync(Refund));

        Assert.Equal((NotJudgedReason.RateLimit, true), (failure.Kind, failure.ConcernsAll));
    }

    [Fact]
    public async Task One_that_is_refused_while_others_are_taken_is_its_own_problem()
    {
        await using var bench = await JudgeBench.StartAsync(
            static (call, context) =>
            {
                context.Response.Headers["retry-after-ms"] = "50";
                return Task.FromResult(call.Messages[^1].Contains("refund", StringComparison.Ordinal) ? ScriptedJudge.Error(429, "rate_limit_exceeded") : ScriptedJudge.Verdict("resolved"));
            },
            patience: TimeSpan.FromSeconds(1));
        var refused = bench.JudgeAsync(Refund);
        while (!refused.IsCompleted)
        {
            Assert.IsType<JudgedVerdict>(await bench.JudgeAsync(("Hello", "Hi")));
        }

        var failure = Assert.IsType<NotJudged>(await refused);

        Assert.Equal((NotJudgedReason.RateLimit, false), (failure.Kind, failure.ConcernsAll));
    }

    [Fact]
    public async Task A_server_that_asks_for_a_day_is_not_waited_for()
    {
        await using var bench = await JudgeBench.StartAsync(
            static (_, context) =>
            {
                context.Response.Headers.RetryAfter = "86400";
                return Task.FromResult(ScriptedJudge.Error(429, "rate_limit_exceeded"));
            },
            patience: TimeSpan.FromMinutes(15));

        Assert.True(Assert.IsType<NotJudged>(await bench.JudgeAsync(Refund)).ConcernsAll);
        Assert.Single(bench.Calls);
    }

    [Fact]
    public async Task An_account_without_credit_is_not_asked_again()
    {
        await using var bench = await JudgeBench.StartAsync(static (_, _) => Task.FromResult(ScriptedJudge.Error(429, "insufficient_quota")), retries: 2);

        var failure = Assert.IsType<NotJudged>(await bench.JudgeAsync(Refund));

        Assert.Equal((NotJudgedReason.QuotaExceeded, true), (failure.Kind, failure.ConcernsAll));
        Assert.Single(bench.Calls);
    }

    [Fact]
    public async Task A_server_that_fails_now_and_then_is_asked_again_a_few_times_only()
    {
        await using var passing = await JudgeBench.StartAsync(
            static (call, _) => Task.FromResult(call.Number <= 2 ? ScriptedJudge.Error(500, "server_error") : ScriptedJudge.Verdict("resolved")), retries: 2);
        await using var lasting = await JudgeBench.StartAsync(static (_, _) => Task.FromResult(ScriptedJudge.Error(500, "server_error")), retries: 2);

        Assert.IsType<JudgedVerdict>(await passing.JudgeAsync(Refund));
        Assert.Equal(NotJudgedReason.ModelError, Assert.IsType<NotJudged>(await lasting.JudgeAsync(Refund)).Kind);
        Assert.Equal((3, 3), (passing.Calls.Count, lasting.Calls.Count));
    }

    [Fact]
    public async Task A_connection_that_is_reset_is_made_again()
    {
        await using var bench = await JudgeBench.StartAsync(
            static (call, context) =>
            {
                if (call.Number == 1)
                {
                    context.Abort();
                }

                return Task.FromResult(call.Number == 1 ? Results.Empty : ScriptedJudge.Verdict("resolved"));
            },
            retries: 2);

        Assert.IsType<JudgedVerdict>(await bench.JudgeAsync(Refund));
        Assert.Equal(2, bench.Calls.Count);
    }

    [Theory]
    [InlineData("""{"explanation":"Good.","evidence":[],"label":"resolved","score":NaN}""", false)]
    [InlineData("""{"explanation":"Good.","evidence":[],"label":"resolved","score":1e309}""", true)]
    [InlineData("""{"explanation":"Good.","evidence":[{"turn":1e309,"quote":"x"}],"label":"resolved"}""", true)]
    public async Task A_score_of_the_models_own_making_is_never_a_score(string answer, bool isJudged)
    {
        await using var bench = await JudgeBench.StartAsync((_, _) => Task.FromResult(ScriptedJudge.Content(answer)));

        var verdict = await bench.JudgeAsync(Refund);

        Assert.Equal(isJudged, verdict is JudgedVerdict { Score: 1 });
        Assert.Equal(!isJudged, verdict is NotJudged { Kind: NotJudgedReason.InvalidAnswer });
    }

    [Fact]
    public async Task An_explanation_of_ten_megabytes_is_no_answer_and_does_not_hurt()
    {
        var huge = new string('x', 10_000_000);
        await using var bench = await JudgeBench.StartAsync((call, _) => Task.FromResult(ScriptedJudge.Verdict("resolved", call.Number == 1 ? huge : "Fine.")));

        Assert.Equal("Fine.", Assert.IsType<JudgedVerdict>(await bench.JudgeAsync(Refund)).Explanation);
        Assert.InRange(bench.Calls.Last().Messages.Sum(static message => message.Length), 1, 20_000);
    }
}
