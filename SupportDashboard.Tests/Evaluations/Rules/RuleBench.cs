using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Evaluations.Rules;
using SupportDashboard.Llm;
using SupportDashboard.Phoenix;
using SupportDashboard.Tests.Sessions;

namespace SupportDashboard.Tests.Evaluations.Rules;

/// <summary>Rules over a real index and a real ledger, with a clock that a test moves. Runs are stored, and judged when a test says so.</summary>
internal sealed class RuleBench : IAsyncDisposable
{
    public const string Resolution = "resolution_status";
    public const string Coherence = "conversation_coherence";
    public const string Code = "said_but_not_done";

    private readonly LedgerFolder _ledger;
    private readonly LlmConnection _connection = new();
    private long _row;

    private RuleBench(LedgerFolder ledger)
    {
        _ledger = ledger;
        UseModel("m");
        Rules = new EvaluationRules(ledger.Door, Book, Clock);
        Ledger = new RuleLedger(ledger.Door, Clock);
        Round = NewRound();
    }

    public IndexFolder Index { get; } = new();

    public EvaluatorBook Book { get; } = new();

    public FakeTimeProvider Clock => _ledger.Clock;

    public EvaluationRules Rules { get; }

    public RuleLedger Ledger { get; }

    public RuleRound Round { get; private set; }

    public RuleReader Reader => new(_ledger.Door, Ledger, Budget, Index.Queries, Clock);

    /// <summary>Called when a run is about to be answered; throwing is a process that dies after it was stored.</summary>
    public Action OnStarted { get; set; } = static () => { };

    public DateTimeOffset Now => Clock.GetUtcNow();

    private RuleBudget Budget => new(_ledger.Door, Book, _connection, Index.Prices, Clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<RuleBench> OpenAsync(string? postgres = null) => new(await LedgerFolder.OpenAsync(postgres));

    public void UseModel(string name) => _connection.UseServer(new Uri("http://127.0.0.1:9/v1"), "key", new LlmOptions { JudgeModel = name });

    /// <summary>As after a restart: nothing is remembered but what is on disk.</summary>
    public void Restart() => Round = NewRound();

    /// <summary>A rule that looks at what happens from an hour ago on.</summary>
    public Task<EvaluationRule> AddRuleAsync(Func<EvaluationRule, EvaluationRule>? change = null)
    {
        var rule = new EvaluationRule { Name = "Everything", Project = IndexFolder.Project, Evaluators = [Resolution], Since = Now.AddHours(-1) };
        return Rules.AddAsync(change?.Invoke(rule) ?? rule, Token);
    }

    /// <summary>A turn that ends so many minutes ago.</summary>
    public Task TurnAsync(string session, double minutesAgo, int turn = 1, bool failed = false) => Index.FoldAsync(Turn(session, minutesAgo, turn, failed));

    public PhoenixSpan Turn(string session, double minutesAgo, int turn = 1, bool failed = false)
    {
        var end = Now.AddMinutes(-minutesAgo);
        var span = Wire.Span(
            ++_row, $"{session}-{turn}", $"{session}-{turn}-root", failed: failed, attributes: [("session.id", session), ("input.value", $"Where is my order, {session}?"), ("output.value", "Shipped.")]);
        return span with { StartTime = end.AddSeconds(-1), EndTime = end };
    }

    /// <summary>Lets every rule that is on look once, as the service does.</summary>
    public async Task LookAsync()
    {
        foreach (var rule in await Ledger.EnabledAsync(Token))
        {
            if (await Ledger.ClaimAsync(rule, Token))
            {
                await Round.RunAsync(rule, Token);
            }
        }
    }

    /// <summary>Every run is paused, because its model did not allow to go on.</summary>
    public async Task PauseAsync(string reason)
    {
        await using var db = _ledger.CreateDbContext();
        await db.Runs.ExecuteUpdateAsync(set => set.SetProperty(run => run.State, EvaluationRunState.Paused).SetProperty(run => run.PauseReason, reason), Token);
    }

    /// <summary>Every run goes on.</summary>
    public async Task ResumeAsync()
    {
        await using var db = _ledger.CreateDbContext();
        await db.Runs.ExecuteUpdateAsync(static set => set.SetProperty(run => run.State, EvaluationRunState.Running).SetProperty(run => run.PauseReason, (string?)null), Token);
    }

    public async Task<IReadOnlyList<ItemRow>> ItemsAsync()
    {
        await using var db = _ledger.CreateDbContext();
        return await db.Items.AsNoTracking().OrderBy(item => item.Id).ToListAsync(Token);
    }

    public async Task<int> RunsAsync()
    {
        await using var db = _ledger.CreateDbContext();
        return await db.Runs.CountAsync(Token);
    }

    /// <summary>A person has a session judged.</summary>
    public Task<CreatedRun> EvaluateAsync(string session, params string[] evaluators) =>
        _ledger.Runs.CreateAsync(new EvaluationRequest(IndexFolder.Project, [session], evaluators, Again: false), [.. evaluators.Select(name => Book.Find(name)!)], Token);

    /// <summary>Everything that is pending is judged, having seen so many turns.</summary>
    public Task JudgeAsync(int turns, long promptTokens = 1000, int? version = null) => EndAsync(item =>
    {
        (item.State, item.Label, item.TurnCount, item.Model, item.JudgedAt) = (EvaluationItemState.Written, "resolved", turns, "m", Now.ToUnixTimeMilliseconds());
        (item.PromptTokens, item.CompletionTokens, item.EvaluatorVersion) = (promptTokens, 0, version ?? item.EvaluatorVersion);
    });

    /// <summary>Everything that is pending fails.</summary>
    public Task FailAsync(string reason) => EndAsync(item => (item.State, item.Reason, item.ReasonKind) = (EvaluationItemState.NotJudged, reason, NotJudgedReason.Timeout));

    public async Task<RuleReason> WhyAsync(EvaluationRule rule, string session) => (await Reader.WhyAsync(await FindAsync(rule), session, Token)).Reason;

    public async Task<EvaluationRule> FindAsync(EvaluationRule rule) => (await Rules.FindAsync(rule.Id, Token))!;

    public async ValueTask DisposeAsync()
    {
        Index.Dispose();
        await _ledger.DisposeAsync();
    }

    private async Task EndAsync(Action<ItemRow> end)
    {
        await using var db = _ledger.CreateDbContext();
        foreach (var item in await db.Items.Where(item => item.State == EvaluationItemState.Pending).ToListAsync(Token))
        {
            end(item);
            item.OpenKey = null;
        }

        await db.SaveChangesAsync(Token);
    }

    private RuleRound NewRound() => new(Index.Queries, Ledger, new RuleFilter(Index.Queries, Clock), Budget, Book, new RuleStart(StartAsync), Clock);

    private async Task<Guid> StartAsync(EvaluationRequest request, CancellationToken cancellationToken)
    {
        var created = await _ledger.Runs.CreateAsync(request, [.. request.Evaluators.Select(name => Book.Find(name)!)], cancellationToken);
        OnStarted();
        return created.RunId;
    }
}
