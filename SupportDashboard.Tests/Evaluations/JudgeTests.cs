using SupportDashboard.Evaluations;
using SupportDashboard.Phoenix;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Evaluations;

public sealed class JudgeTests
{
    private static readonly (string?, string?) Refund = ("How do I get a refund?", "Within 30 days, through support.");

    [Fact]
    public async Task The_label_is_the_models_and_the_score_is_the_catalogs()
    {
        await using var bench = await JudgeBench.StartAsync(static _ => ScriptedJudge.Content(
            """{"explanation":"Nothing was solved.","evidence":[],"label":"unresolved","score":0.93}"""));

        var verdict = Assert.IsType<JudgedVerdict>(await bench.JudgeAsync(Refund));

        Assert.Equal(("unresolved", 0d, "Nothing was solved."), (verdict.Label, verdict.Score, verdict.Explanation));
        Assert.Equal((100, 10, 1), (verdict.PromptTokens, verdict.CompletionTokens, verdict.TurnsSeen));
        Assert.Equal(("gpt-5", AnnotatorKinds.Llm), (verdict.Model, verdict.AnnotatorKind));
    }

    [Fact]
    public async Task Unknown_is_a_verdict_without_a_score()
    {
        await using var bench = await JudgeBench.StartAsync(static _ => ScriptedJudge.Verdict("unknown"));

        Assert.Null(Assert.IsType<JudgedVerdict>(await bench.JudgeAsync(Refund)).Score);
    }

    [Fact]
    public async Task The_request_is_a_strict_schema_that_explains_before_it_decides()
    {
        await using var bench = await JudgeBench.StartAsync(static _ => ScriptedJudge.Verdict("resolved"));

        await bench.JudgeAsync(Refund);

        var call = Assert.Single(bench.Calls);
        var format = call.Body.GetProperty("response_format").GetProperty("json_schema");
        var schema = format.GetProperty("schema");
        Assert.Equal("resolution_status", call.Evaluator);
        Assert.True(format.GetProperty("strict").GetBoolean());
        Assert.Equal(["explanation", "evidence", "label"], schema.GetProperty("properties").EnumerateObject().Select(static property => property.Name));
        Assert.Equal(
            ["resolved", "unresolved", "unknown"],
            schema.GetProperty("properties").GetProperty("label").GetProperty("enum").EnumerateArray().Select(static label => label.GetString()));
        Assert.False(call.Body.TryGetProperty("temperature", out _));
    }

    [Fact]
    public async Task A_temperature_is_sent_where_the_evaluator_sets_one()
    {
        await using var bench = await JudgeBench.StartAsync(static _ => ScriptedJudge.Verdict("resolved"));
        var evaluator = EvaluatorCatalog.ResolutionStatus with { Temperature = 0 };

        await bench.Judge.JudgeAsync(evaluator, Turns.Transcript(Refund), TestContext.Current.CancellationToken);

        Assert.Equal(0, Assert.Single(bench.Calls).Body.GetProperty("temperature").GetDouble());
    }

    [Fact]
    public async Task Quotes_are_looked_up_and_wrong_turn_numbers_corrected()
    {
        await using var bench = await JudgeBench.StartAsync(static _ => ScriptedJudge.Verdict(
            "resolved", "Yes.", (1, "Within  30 days"), (1, "User: Thank you"), (2, "never said")));

        var verdict = Assert.IsType<JudgedVerdict>(await bench.JudgeAsync(Refund, ("Thank you!", "You're welcome.")));

        Assert.Equal(
            [(1, "Within 30 days", true), (2, "Thank you", true), (2, "never said", false)],
            verdict.Evidence.Select(static quote => (quote.Turn, quote.Quote, quote.Found)));
    }

    [Fact]
    public async Task Html_in_an_explanation_is_kept_as_the_text_it_is()
    {
        const string Html = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        await using var bench = await JudgeBench.StartAsync(static _ => ScriptedJudge.Verdict("resolved", Html));

        Assert.Equal(Html, Assert.IsType<JudgedVerdict>(await bench.JudgeAsync(Refund)).Explanation);
    }

    [Fact]
    public async Task An_endless_explanation_is_bounded()
    {
        await using var bench = await JudgeBench.StartAsync(static _ => ScriptedJudge.Verdict("resolved", new string('x', 500_000)));

        Assert.InRange(Assert.IsType<JudgedVerdict>(await bench.JudgeAsync(Refund)).Explanation.Length, 3_000, 4_001);
    }

    [Fact]
    public async Task An_invalid_answer_gets_one_chance_to_be_repaired()
    {
        await using var bench = await JudgeBench.StartAsync(static call =>
            call.Number == 1 ? ScriptedJudge.Content("I think it went well!") : ScriptedJudge.Verdict("resolved"));

        var verdict = Assert.IsType<JudgedVerdict>(await bench.JudgeAsync(Refund));

        Assert.Equal((200, 20), (verdict.PromptTokens, verdict.CompletionTokens));
        Assert.Equal(2, bench.Calls.Count);
        Assert.Contains("It is not valid JSON.", bench.Calls.Last().Messages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_transcript_stands_last_between_marks_that_differ_in_every_call()
    {
        await using var bench = await JudgeBench.StartAsync(static _ => ScriptedJudge.Verdict("resolved"));

        await bench.JudgeAsync(Refund);
        await bench.JudgeAsync(Refund);

        var prompts = bench.Calls.Select(static call => call.Messages).ToList();
        Assert.Equal(prompts[0][0], prompts[1][0]);
        Assert.NotEqual(prompts[0][^1], prompts[1][^1]);
        Assert.EndsWith(">", prompts[0][^1], StringComparison.Ordinal);
        Assert.Contains(">\nTurn 1:\nUser: How do I get a refund?\nAgent: Within 30 days, through support.\n</transcript-", prompts[0][^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_is_the_callers_own_doing_and_no_verdict()
    {
        using var cancelled = new CancellationTokenSource();
        await using var bench = await JudgeBench.StartAsync(async (_, context) =>
        {
            await cancelled.CancelAsync();
            return await ScriptedJudge.HangAsync(context);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => bench.Judge.JudgeAsync(EvaluatorCatalog.ResolutionStatus, Turns.Transcript(Refund), cancelled.Token));
    }
}
