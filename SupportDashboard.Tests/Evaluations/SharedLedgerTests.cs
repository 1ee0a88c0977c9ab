using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Authoring;
using SupportDashboard.Tests.Fakes;
using SupportDashboard.Tests.Integration;

namespace SupportDashboard.Tests.Evaluations;

/// <summary>Two dashboards, one of them a process of its own, on one PostgreSQL database. They use different keys, so that the model knows who asks.</summary>
public sealed partial class SharedLedgerTests(PostgresServer server) : IAsyncLifetime
{
    private const string Here = "key-here";
    private const string There = "key-there";
    private const int Sessions = 120;

    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("support-dashboard-shared-");
    private readonly ConcurrentQueue<(string Key, string Session)> _asked = new();
    private readonly TaskCompletionSource _bothAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _database = "";
    private ScriptedPhoenix _phoenix = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string[] Ids => [.. Enumerable.Range(1, Sessions).Select(static number => $"s{number}")];

    public async ValueTask InitializeAsync()
    {
        _database = await server.CreateDatabaseAsync(Token);
        _phoenix = await ScriptedPhoenix.StartAsync();
        foreach (var id in Ids)
        {
            _phoenix.Add(id, ($"This is conversation {id}.", "Done."));
        }
    }

    [Fact]
    public async Task Two_dashboards_share_a_run_and_nothing_is_judged_twice()
    {
        await using var judge = await ScriptedJudge.StartAsync(async (call, context) =>
        {
            Note(call, context);
            await _bothAsked.Task.WaitAsync(LongEnough, context.RequestAborted);
            return ScriptedJudge.Verdict("resolved");
        });
        await using var here = await StartHereAsync(judge);
        await using var there = await StartThereAsync(judge);

        var runId = await here.Runs.StartAsync(Request, Token);
        await CompletesAsync(here, runId);

        Assert.Equal(Ids.Order(StringComparer.Ordinal), _asked.Select(static call => call.Session).Order(StringComparer.Ordinal));
        Assert.Equal(2, _asked.Select(static call => call.Key).Distinct().Count());
        Assert.Equal(Sessions, (await here.FindAsync(runId)).Written);
        Assert.Equal(Sessions, _phoenix.Annotations.Count);
    }

    [Fact]
    public async Task What_a_killed_dashboard_was_judging_is_judged_by_the_other()
    {
        await using var judge = await ScriptedJudge.StartAsync(async (call, context) =>
        {
            var key = Note(call, context);
            await _bothAsked.Task.WaitAsync(LongEnough, context.RequestAborted);
            return key == There ? await ScriptedJudge.HangAsync(context) : ScriptedJudge.Verdict("resolved");
        });
        await using var here = await StartHereAsync(judge);
        await using var there = await StartThereAsync(judge);
        var runId = await here.Runs.StartAsync(Request, Token);
        await _bothAsked.Task.WaitAsync(LongEnough, Token);

        await there.KillAsync();
        await CompletesAsync(here, runId);

        var lost = _asked.Where(static call => call.Key == There).Select(static call => call.Session).ToHashSet(StringComparer.Ordinal);
        Assert.All(_asked.GroupBy(static call => call.Session), calls => Assert.Equal(lost.Contains(calls.Key) ? 2 : 1, calls.Count()));
        Assert.Equal(Ids.Order(StringComparer.Ordinal), _asked.Where(static call => call.Key == Here).Select(static call => call.Session).Order(StringComparer.Ordinal));
        Assert.Equal(Sessions, _phoenix.Annotations.Count);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_in_one_dashboard_stops_in_the_other()
    {
        await using var judge = await ScriptedJudge.StartAsync(async (call, context) =>
        {
            Note(call, context);
            return await ScriptedJudge.HangAsync(context);
        });
        await using var here = await StartHereAsync(judge);
        await using var there = await StartThereAsync(judge);
        var runId = await here.Runs.StartAsync(Request, Token);
        await _bothAsked.Task.WaitAsync(LongEnough, Token);

        await here.Runs.CancelAsync(runId, Token);

        await Eventually.BecomesTrueAsync(async () => (await here.FindAsync(runId)).Cancelled == Sessions, LongEnough, Token);
        Assert.Empty(_phoenix.Annotations);
    }

    [Fact]
    public async Task What_one_dashboard_publishes_or_starts_shows_in_the_other()
    {
        await using var judge = await ScriptedJudge.StartAsync(static _ => ScriptedJudge.Verdict("resolved"));
        await using var here = await StartHereAsync(judge);
        await using var other = await EvaluationApp.StartAsync(
            _folder.CreateSubdirectory("other").FullName, _phoenix, judge, new() { ["ConnectionStrings:Dashboard"] = _database, ["OPENAI_API_KEY"] = There });
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = other.Runs.Subscribe(() => told.TrySetResult());

        var evaluator = EvaluatorCatalog.ResolutionStatus with { Name = "was_it_polite", Title = "Politeness" };
        Assert.Null((await here.Get<EvaluatorStore>().PublishAsync(evaluator, 0, Token)).Problem);

        await Eventually.BecomesTrueAsync(() => Task.FromResult(other.Get<EvaluatorBook>().Find("was_it_polite") is not null), LongEnough, Token);
        await told.Task.WaitAsync(LongEnough, Token);
    }

    [Theory]
    [InlineData("what is this", "ConnectionStrings__Dashboard")]
    [InlineData("Database=dashboard", "names no Host")]
    [InlineData("Host=127.0.0.1;Port=1;Database=dashboard;Password=hunter2;Timeout=2", "cannot be reached")]
    public async Task A_database_that_cannot_be_used_is_told_in_a_sentence_without_the_password(string connectionString, string part)
    {
        var (exitCode, error) = await ChildDashboard.RunToEndAsync(_folder.FullName, Token, ("ConnectionStrings__Dashboard", connectionString));

        Assert.Equal(1, exitCode);
        Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _phoenix.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static EvaluationRequest Request => new(EvaluationApp.Project, Ids, [EvaluatorCatalog.ResolutionStatus.Name], Again: false);

    private static Task CompletesAsync(EvaluationApp app, Guid runId) =>
        Eventually.BecomesTrueAsync(async () => (await app.FindAsync(runId)).State == EvaluationRunState.Completed, LongEnough, Token);

    private Task<EvaluationApp> StartHereAsync(ScriptedJudge judge) => EvaluationApp.StartAsync(
        _folder.CreateSubdirectory("here").FullName, _phoenix, judge, new() { ["ConnectionStrings:Dashboard"] = _database, ["OPENAI_API_KEY"] = Here });

    private Task<ChildDashboard> StartThereAsync(ScriptedJudge judge) => ChildDashboard.StartAsync(
        _folder.CreateSubdirectory("there").FullName,
        Token,
        ("ConnectionStrings__Dashboard", _database),
        ("PHOENIX_ENDPOINT", _phoenix.Endpoint),
        ("PHOENIX_PROJECT_NAME", EvaluationApp.Project),
        ("LocalPhoenix__Enabled", "false"),
        ("OPENAI_BASE_URL", judge.Endpoint.ToString()),
        ("OPENAI_API_KEY", There));

    private string Note(JudgeCall call, HttpContext context)
    {
        var key = context.Request.Headers.Authorization.ToString().Split(' ')[^1];
        _asked.Enqueue((key, ConversationLine().Match(string.Concat(call.Messages)).Groups[1].Value));
        if (_asked.Select(static asked => asked.Key).Distinct().Count() == 2)
        {
            _bothAsked.TrySetResult();
        }

        return key;
    }

    [GeneratedRegex(@"This is conversation (s\d+)\.")]
    private static partial Regex ConversationLine();
}
