using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Authoring;
using SupportDashboard.Llm;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Evaluations.Authoring;

/// <summary>Trials and previews over the embedded Phoenix and a scripted model: they show, and leave nothing behind.</summary>
public sealed class EvaluatorTrialTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-trials-").FullName;
    private EvaluationApp _app = null!;
    private ScriptedJudge _model = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _model = await ScriptedJudge.StartAsync(static call => call.Messages[1].Contains("fail", StringComparison.Ordinal) ? ScriptedJudge.Error(400, "bad") : ScriptedJudge.Verdict("warm", "It was <b>warm</b>."));
        _app = await EvaluationApp.StartAsync(_folder, new() { ["LocalPhoenix:Enabled"] = "true", ["Llm:MaxRetries"] = "0" });
        _app.Get<LlmConnection>().UseServer(_model.Endpoint, "key", new LlmOptions { JudgeModel = "gpt-4o-mini" });
        await Conversations.AddAsync(_app, "good", ("How do I reset my password?", "Go to Settings."));
        await Conversations.AddAsync(_app, "bad", ("fail", "no"));
    }

    [Fact]
    public async Task A_trial_gives_verdicts_with_their_cost_and_leaves_nothing_behind()
    {
        var results = new List<TrialResult>();

        await _app.Get<EvaluatorTrials>().TryAsync(Drafts.Built(), EvaluationApp.Project, ["good", "bad", "gone", "good"], Take, Token);

        Assert.Equal(["bad", "gone", "good"], results.Select(static result => result.SessionId).Order());
        var good = results.Single(static result => result.SessionId == "good");
        Assert.Equal(("warm", 110L), (Assert.IsType<JudgedVerdict>(good.Verdict).Label, good.Verdict.PromptTokens + good.Verdict.CompletionTokens));
        Assert.True(good.Cost > 0);
        Assert.Equal(NotJudgedReason.SessionGone, Assert.IsType<NotJudged>(results.Single(static result => result.SessionId == "gone").Verdict).Kind);
        Assert.IsType<NotJudged>(results.Single(static result => result.SessionId == "bad").Verdict);
        Assert.Empty(await _app.Runs.RecentAsync(EvaluationApp.Project, 10, Token));
        Assert.Empty(await _app.Runs.ForSessionAsync(EvaluationApp.Project, "good", Token));
        Assert.Empty(await _app.Get<SessionAnnotationReader>().ReadAsync(EvaluationApp.Project, ["good", "bad"], Token));
        Assert.Null(_app.Get<EvaluatorBook>().Find("tone"));

        Task Take(TrialResult result)
        {
            results.Add(result);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task More_than_twenty_conversations_are_refused_before_a_model_is_asked()
    {
        var problem = await Assert.ThrowsAsync<ArgumentException>(() => _app.Get<EvaluatorTrials>().TryAsync(
            Drafts.Built(), EvaluationApp.Project, [.. Enumerable.Range(0, 21).Select(static number => $"s{number}")], static _ => Task.CompletedTask, Token));

        Assert.Equal("One trial can hold 20 conversations.", problem.Message);
        Assert.Empty(_model.Calls);
    }

    [Fact]
    public async Task The_preview_is_what_the_model_is_sent_but_for_the_mark()
    {
        var preview = await _app.Get<EvaluatorTrials>().PreviewAsync(Drafts.Built(), EvaluationApp.Project, "good", Token);
        await _app.Get<EvaluatorTrials>().TryAsync(Drafts.Built(), EvaluationApp.Project, ["good"], static _ => Task.CompletedTask, Token);

        var sent = _model.Calls.Single();
        Assert.Equal((sent.Messages[0], 1, null), (preview.Instructions, preview.Calls, preview.Problem));
        Assert.Equal(Unmarked(sent.Messages[1]), Unmarked(preview.Data));
        Assert.NotEqual(sent.Messages[1], preview.Data);
    }

    [Fact]
    public async Task A_published_evaluator_judges_in_a_run_and_its_verdict_names_its_version()
    {
        var store = _app.Get<EvaluatorStore>();
        await store.PublishAsync(Drafts.Built(), basedOn: 0, Token);
        await store.PublishAsync(Drafts.Built(static draft => draft.Title = "Tone of voice"), basedOn: 1, Token);

        await _app.CompleteAsync(await _app.Runs.StartAsync(new EvaluationRequest(EvaluationApp.Project, ["good"], ["tone"], Again: false), Token));

        var annotation = Assert.Single(await _app.Get<SessionAnnotationReader>().ReadAsync(EvaluationApp.Project, ["good"], Token));
        var verdict = SessionVerdict.From(annotation, 1);
        Assert.Equal(("tone", "warm", 1d, 2, "gpt-4o-mini", AnnotatorKinds.Llm), (verdict.Evaluator, verdict.Label!, verdict.Score!.Value, verdict.EvaluatorVersion, verdict.Model!, verdict.AnnotatorKind));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _model.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Unmarked(string text) => System.Text.RegularExpressions.Regex.Replace(text, "-[0-9a-f]{16}>", ">");
}
