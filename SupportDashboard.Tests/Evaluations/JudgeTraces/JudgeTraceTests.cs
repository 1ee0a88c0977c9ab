using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.JudgeTraces;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.LocalPhoenix;
using SupportDashboard.Phoenix;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Evaluations.JudgeTraces;

/// <summary>What judges were sent and answered, as it stands in the embedded Phoenix. Tests run side by side and share the source: each asks for its own traces.</summary>
public sealed class JudgeTraceTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-judge-traces-").FullName;
    private readonly string _session = $"session-{Guid.NewGuid():N}";
    private EvaluationApp _app = null!;
    private ScriptedJudge _judge = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Func<JudgeCall, IResult> Answer { get; set; } = static _ => ScriptedJudge.Verdict("resolved", "It was decided in turn 1.", (1, "It was shipped"));

    public async ValueTask InitializeAsync()
    {
        _judge = await ScriptedJudge.StartAsync(call => Answer(call));
        _app = await EvaluationApp.StartAsync(_folder, new() { ["LocalPhoenix:Enabled"] = "true", ["OPENAI_BASE_URL"] = _judge.Endpoint.ToString(), ["Llm:MaxRetries"] = "1", ["Llm:MaxRetryDelay"] = "00:00:00.010" });
        await Conversations.AddAsync(_app, _session, ("Where is my order?", "It was shipped."));
    }

    [Fact]
    public async Task The_badge_leads_to_exactly_what_the_judge_was_sent_and_answered()
    {
        var judgement = await JudgeAsync();

        var facts = judgement.Facts!;
        Assert.Equal(("resolved", 1d, "gpt-5", _session), (facts.Label, facts.Score, facts.Model, facts.SessionId));
        Assert.Equal((100L, 10L, 0.000225m), (facts.PromptTokens, facts.CompletionTokens, facts.Cost));
        var request = Assert.Single(judgement.Tries);
        Assert.Equal(Assert.Single(_judge.Calls).Messages, request.Messages.Select(static message => message.Text));
        Assert.Equal(["system", "user"], request.Messages.Select(static message => message.Role));
        Assert.Contains("\"label\":\"resolved\"", request.Answer, StringComparison.Ordinal);
        Assert.Null(request.Problem);
        Assert.Equal(("gpt-5", 100L, 10L), (request.Model, request.PromptTokens, request.CompletionTokens));
    }

    [Fact]
    public async Task The_annotation_names_the_trace_and_its_project()
    {
        var judgement = await JudgeAsync();

        var annotation = Assert.Single(await _app.Get<SupportDashboard.Sessions.SessionAnnotationReader>().ReadAsync(EvaluationApp.Project, [_session], Token));
        var metadata = annotation.Metadata!.Value;
        Assert.Equal(judgement.TraceId, metadata.GetProperty("trace_id").GetString());
        Assert.Equal(JudgementReader.Project, metadata.GetProperty("trace_project").GetString());
    }

    [Fact]
    public async Task A_repair_is_a_request_of_its_own_and_the_broken_answer_says_what_was_wrong()
    {
        Answer = static call => call.Number == 1 ? ScriptedJudge.Content("Fine, I think!") : ScriptedJudge.Verdict("resolved");

        var judgement = await JudgeAsync();

        Assert.Equal(2, judgement.Tries.Count);
        Assert.Equal(("Fine, I think!", "The answer could not be used. It is not valid JSON."), (judgement.Tries[0].Answer, judgement.Tries[0].Problem));
        Assert.Null(judgement.Tries[1].Problem);
        Assert.Equal(4, judgement.Tries[1].Messages.Count);
    }

    [Fact]
    public async Task A_try_that_the_client_repeats_is_seen_too()
    {
        Answer = static call => call.Number == 1 ? ScriptedJudge.Error(500, "server_error") : ScriptedJudge.Verdict("resolved");

        var judgement = await JudgeAsync();

        Assert.Equal(["The model's server answered 500.", null], judgement.Tries.Select(static request => request.Problem));
    }

    [Fact]
    public async Task A_failure_has_a_trace_as_well_and_its_spans_failed()
    {
        Answer = static _ => ScriptedJudge.Content(null, refusal: "I can't help with that.");

        var judgement = await JudgeAsync();

        Assert.Equal((EvaluationItemState.NotJudged, "The model declined to judge this conversation."), (judgement.Facts!.State, judgement.Facts.Reason));
        Assert.NotNull(Assert.Single(judgement.Tries).Problem);
        var spans = await SpansAsync(judgement.TraceId);
        Assert.All(spans, static span => Assert.Equal("ERROR", span.GetProperty("status_code").GetString()));
        Assert.Equal(["EVALUATOR", "LLM"], spans.Select(static span => span.GetProperty("span_kind").GetString()).Order());
    }

    [Fact]
    public async Task The_judged_sessions_id_stands_under_an_attribute_of_our_own_and_makes_no_session()
    {
        var judgement = await JudgeAsync();

        var spans = await SpansAsync(judgement.TraceId);
        var evaluator = Assert.Single(spans, static span => span.GetProperty("span_kind").GetString() == "EVALUATOR").GetProperty("attributes");
        Assert.Equal(_session, evaluator.GetProperty(JudgeTracing.SessionAttribute).GetString());
        Assert.Equal(("resolution_status", 1), (evaluator.GetProperty(JudgeTracing.EvaluatorAttribute).GetString(), evaluator.GetProperty(JudgeTracing.VersionAttribute).GetInt32()));
        Assert.All(spans, static span => Assert.False(span.GetProperty("attributes").TryGetProperty("session.id", out _)));
        using var http = Http();
        using var sessions = JsonDocument.Parse(await http.GetStringAsync(new Uri($"v1/projects/{JudgementReader.Project}/sessions", UriKind.Relative), Token));
        Assert.Empty(sessions.RootElement.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task A_trace_that_is_gone_leaves_the_facts_and_one_that_never_was_is_no_error()
    {
        var judgement = await JudgeAsync();
        using var http = Http();
        using var projects = JsonDocument.Parse(await http.GetStringAsync(new Uri("v1/projects", UriKind.Relative), Token));
        var project = projects.RootElement.GetProperty("data").EnumerateArray().Single(static p => p.GetProperty("name").GetString() == JudgementReader.Project).GetProperty("id").GetString();
        using var deleted = await http.DeleteAsync(new Uri($"v1/projects/{project}", UriKind.Relative), Token);
        Assert.True(deleted.IsSuccessStatusCode);

        var gone = await _app.Get<JudgementReader>().ReadAsync(judgement.TraceId, Token);
        var never = await _app.Get<JudgementReader>().ReadAsync(new string('0', 32), Token);

        Assert.Equal(("resolved", 0, null), (gone.Facts!.Label, gone.Tries.Count, gone.Error));
        Assert.Equal((null, 0, null), (never.Facts, never.Tries.Count, never.Error));
    }

    [Fact]
    public async Task While_Phoenix_is_away_the_page_says_so_and_keeps_the_facts()
    {
        var judgement = await JudgeAsync();
        await _app.Get<LocalPhoenixServer>().StopAsync(Token);

        var away = await _app.Get<JudgementReader>().ReadAsync(judgement.TraceId, Token);

        Assert.NotNull(away.Error);
        Assert.Equal("resolved", away.Facts!.Label);
    }

    [Fact]
    public async Task A_verdict_that_is_taken_over_keeps_leading_to_the_trace_of_the_one_that_asked()
    {
        var judgement = await JudgeAsync();

        await RunAsync(again: false);

        Assert.Equal(judgement.TraceId, (await TraceIdAsync())!);
        Assert.Single(await HistoryAsync());
    }

    [Fact]
    public async Task Earlier_verdicts_stay_in_the_ledger_newest_first()
    {
        await JudgeAsync();
        Answer = static _ => ScriptedJudge.Verdict("unresolved", "On second thoughts.");

        await RunAsync(again: true);

        Assert.Equal(["unresolved", "resolved"], (await HistoryAsync()).Select(static earlier => earlier.Label));
        Assert.All(await HistoryAsync(), static earlier => Assert.True(JudgementReader.IsTraceId(earlier.TraceId)));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _judge.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<Judgement> JudgeAsync()
    {
        await RunAsync(again: false);
        var trace = (await TraceIdAsync())!;
        var judgement = new Judgement { TraceId = trace };
        await Eventually.BecomesTrueAsync(async () => (judgement = await _app.Get<JudgementReader>().ReadAsync(trace, Token)).Tries.Count > 0, Token);
        return judgement;
    }

    private async Task RunAsync(bool again) =>
        await _app.CompleteAsync(await _app.Runs.StartAsync(new EvaluationRequest(EvaluationApp.Project, [_session], ["resolution_status"], again), Token));

    private Task<string?> TraceIdAsync() => _app.Get<LedgerDoor>().ReadAsync(
        db => Task.FromResult(db.Items.Where(item => item.SessionId == _session).OrderByDescending(item => item.Id).Select(static item => item.TraceId).First()), Token);

    private async Task<IReadOnlyList<EarlierVerdict>> HistoryAsync() =>
        (await _app.Get<VerdictBook>().HistoryAsync(EvaluationApp.Project, _session, Token))["resolution_status"];

    private HttpClient Http() => new() { BaseAddress = _app.Get<PhoenixConnection>().Endpoint };

    private async Task<IReadOnlyList<JsonElement>> SpansAsync(string traceId)
    {
        using var http = Http();
        var page = await http.GetFromJsonAsync<JsonElement>(new Uri($"v1/projects/{JudgementReader.Project}/spans?trace_id={traceId}", UriKind.Relative), Token);
        return [.. page.GetProperty("data").EnumerateArray()];
    }
}
