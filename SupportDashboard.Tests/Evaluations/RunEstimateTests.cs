using SupportDashboard.Sessions;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.Evaluations;

/// <summary>What a run will cost is known before it begins, and what became of it shows in the list.</summary>
public sealed class RunEstimateTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("support-dashboard-estimate-").FullName;
    private Func<JudgeCall, Task<string>> _label = static call => Task.FromResult(Good(call));
    private ScriptedJudge _judge = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _judge = await ScriptedJudge.StartAsync(async (call, _) => ScriptedJudge.Verdict(await _label(call)));

    public async ValueTask DisposeAsync()
    {
        await _judge.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Calls_tokens_and_cost_are_known_beforehand_and_what_is_judged_costs_nothing()
    {
        await using var app = await StartAsync("gpt-5");
        await AddAsync(app, "short", "long");
        var request = EvaluationApp.Request("short", "long");

        var before = await app.Runs.EstimateAsync(request, Token);
        await app.CompleteAsync(await app.Runs.StartAsync(request, Token));
        var after = await app.Runs.EstimateAsync(request, Token);
        var again = await app.Runs.EstimateAsync(request with { Again = true }, Token);

        Assert.Equal((2, 4, 4, 0, "gpt-5"), (before.Sessions, before.Verdicts, before.Calls, before.AlreadyJudged, before.Model));
        Assert.InRange(before.PromptTokens, 2000, 20_000);
        Assert.InRange(before.Cost!.Value, 0.001m, 1m);
        Assert.Equal((0, 4, 0m), (after.Calls, after.AlreadyJudged, after.Cost));

        // The scripted model's answers take 10 tokens, and that is known by now.
        Assert.Equal((4, 40L), (again.Calls, again.CompletionTokens));
    }

    [Fact]
    public async Task A_price_that_is_not_known_is_never_nothing()
    {
        await using var app = await StartAsync("mystery-1");
        await AddAsync(app, "s1", "s2");

        Assert.Null((await app.Runs.EstimateAsync(EvaluationApp.Request("s1", "s2"), Token)).Cost);
        Assert.Null((await app.CompleteAsync(await app.EvaluateAsync("s1", "s2"))).Cost);
    }

    [Fact]
    public async Task A_verdict_on_a_conversation_that_went_on_meanwhile_is_marked_stale()
    {
        await using var app = await StartAsync("gpt-5");
        await AddAsync(app, "s1");
        var added = 0;
        _label = async call =>
        {
            if (Interlocked.Exchange(ref added, 1) == 0)
            {
                await Conversations.ContinueAsync(app, "s1", 1, ("And my refund?", "Not yet."));
            }

            return Good(call);
        };

        await app.CompleteAsync(await app.EvaluateAsync("s1"));

        await Eventually.BecomesTrueAsync(
            async () => await app.Get<SessionQueries>().FindAsync(EvaluationApp.Project, "s1", Token) is { Turns: 2, Verdicts: { Count: 2 } verdicts } && verdicts.All(static verdict => verdict.Stale),
            Token);
    }

    [Fact]
    public async Task Where_the_judge_failed_the_list_finds_it_with_its_reason_also_from_a_new_index_until_it_succeeds()
    {
        _label = static call => Task.FromResult(call.Evaluator == "resolution_status" ? "no such label" : "coherent");
        await using (var app = await StartAsync("gpt-5"))
        {
            await AddAsync(app, "s1", "s2");
            await app.CompleteAsync(await app.EvaluateAsync("s1"));
            await FailedAsync(app, "s1");
            var row = await app.Get<SessionQueries>().FindAsync(EvaluationApp.Project, "s1", Token);
            Assert.StartsWith("The model's answer could not be used.", row!.Failures["resolution_status"], StringComparison.Ordinal);
        }

        foreach (var file in Directory.GetFiles(_folder, "index.db*"))
        {
            File.Delete(file);
        }

        await using var restarted = await StartAsync("gpt-5");
        await FailedAsync(restarted, "s1");
        _label = static call => Task.FromResult(Good(call));
        await restarted.CompleteAsync(await restarted.Runs.StartAsync(new(EvaluationApp.Project, ["s1"], ["resolution_status"], false), Token));
        await FailedAsync(restarted);
    }

    private static string Good(JudgeCall call) => call.Evaluator == "resolution_status" ? "resolved" : "coherent";

    private static Task FailedAsync(EvaluationApp app, params string[] expected) => Eventually.BecomesTrueAsync(
        async () =>
        {
            var filter = new SessionFilter { Verdicts = new Dictionary<string, IReadOnlyList<string>> { ["resolution_status"] = [SessionFilter.JudgeFailed] } };
            var page = await app.Get<SessionQueries>().PageAsync(new SessionQuery(EvaluationApp.Project, filter), Token);
            return page.Rows.Select(static row => row.SessionId).SequenceEqual(expected);
        },
        Token);

    private static async Task AddAsync(EvaluationApp app, params string[] sessionIds)
    {
        foreach (var id in sessionIds)
        {
            await Conversations.AddAsync(app, id, ("Hello", "Hi"));
        }

        app.Get<SessionSync>().LookNow();
        await Eventually.BecomesTrueAsync(
            async () => (await app.Get<SessionQueries>().PageAsync(new SessionQuery(EvaluationApp.Project, SessionFilter.None), Token)).Total == sessionIds.Length, Token);
    }

    private Task<EvaluationApp> StartAsync(string model) => EvaluationApp.StartAsync(
        _folder, new() { ["LocalPhoenix:Enabled"] = "true", ["OPENAI_BASE_URL"] = _judge.Endpoint.ToString(), ["Llm:JudgeModel"] = model, ["Llm:MaxRetries"] = "0" });
}
