using SupportDashboard.Evaluations;
using SupportDashboard.Llm;
using SupportDashboard.LocalPhoenix;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Evaluations;

/// <summary>Runs with nothing but the embedded Phoenix and the embedded model.</summary>
public sealed class EmbeddedEvaluationTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-embedded-").FullName;
    private EvaluationApp _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _app = await EvaluationApp.StartAsync(_folder, new() { ["LocalPhoenix:Enabled"] = "true" });

    [Fact]
    public async Task The_rules_judge_and_their_badges_say_so()
    {
        await Conversations.AddAsync(_app, "good", ("What's the status of order ORD-12345?", "Your order ORD-12345 has shipped with FedEx and should arrive on December 11, 2025."));
        await Conversations.AddAsync(_app, "bad", ("How do I upgrade to a premium plan?", "I'm sorry, I don't have information about that."));

        var run = await _app.CompleteAsync(await _app.EvaluateAsync("good", "bad"));

        Assert.Equal((4, 4), (run.Total, run.Written));
        Assert.Equal("resolved", (await VerdictAsync("good", "resolution_status")).Label);
        var unresolved = await VerdictAsync("bad", "resolution_status");
        Assert.Equal(("unresolved", 0d, AnnotatorKinds.Code, VerdictAnnotation.Identifier), (unresolved.Label, unresolved.Score, unresolved.AnnotatorKind, unresolved.Identifier));
        Assert.NotEmpty(unresolved.Explanation!);
        Assert.All(unresolved.Evidence, static quote => Assert.True(quote.Found));
        Assert.Equal((run.Id.ToString(), 1, 1), (unresolved.RunId, unresolved.TurnsSeen, unresolved.EvaluatorVersion));
    }

    [Fact]
    public async Task The_embedded_phoenix_may_stop_and_start_again_while_a_verdict_waits()
    {
        await Conversations.AddAsync(_app, "s1", ("How do I reset my password?", "Go to Settings > Security > Reset Password."));
        var phoenix = _app.Get<LocalPhoenixServer>();
        var port = phoenix.Address!.Port;
        await using var judge = await ScriptedJudge.StartAsync(async (call, _) =>
        {
            await phoenix.StopAsync(Token);
            return ScriptedJudge.Verdict(call.Evaluator == "resolution_status" ? "resolved" : "coherent");
        });
        _app.Get<LlmConnection>().UseServer(judge.Endpoint, "key", new LlmOptions());

        var runId = await _app.EvaluateAsync("s1");
        await _app.WaitAsync(runId, static run => run.Judged == 2);
        await phoenix.StartAsync(port, Token);

        Assert.Equal(2, (await _app.CompleteAsync(runId)).Written);
        Assert.Equal(2, judge.Calls.Count);
        Assert.Equal("resolved", (await VerdictAsync("s1", "resolution_status")).Label);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<SessionVerdict> VerdictAsync(string sessionId, string evaluator)
    {
        await Eventually.BecomesTrueAsync(
            async () => (await _app.Get<SessionQueries>().FindAsync(EvaluationApp.Project, sessionId, Token))?.Verdicts.Any(verdict => verdict.Evaluator == evaluator) == true, Token);
        var row = await _app.Get<SessionQueries>().FindAsync(EvaluationApp.Project, sessionId, Token);
        return row!.Verdicts.Single(verdict => verdict.Evaluator == evaluator);
    }
}
