using Microsoft.EntityFrameworkCore;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations.Rules;

/// <summary>Reads what rules did, and per session why not.</summary>
public sealed class RuleReader
{
    /// <summary>How many sessions of a reason are listed, the newest ones.</summary>
    public const int MostSessions = 50;

    private static readonly EvaluationItemState[] Open = [EvaluationItemState.Pending, EvaluationItemState.Judging, EvaluationItemState.Judged];

    private readonly LedgerDoor _door;
    private readonly RuleLedger _ledger;
    private readonly RuleBudget _budget;
    private readonly SessionQueries _sessions;
    private readonly TimeProvider _clock;

    internal RuleReader(LedgerDoor door, RuleLedger ledger, RuleBudget budget, SessionQueries sessions, TimeProvider clock) =>
        (_door, _ledger, _budget, _sessions, _clock) = (door, ledger, budget, sessions, clock);

    /// <summary>The rule's figures, of today or of all that is kept.</summary>
    public async Task<RuleReport> ReportAsync(EvaluationRule rule, bool today, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<RuleReason, int>();
        var from = From(today);
        var outcomes = await _door.ReadAsync(
            db => Decisions(db, rule.Id, from).GroupBy(row => row.Outcome).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken), cancellationToken);
        foreach (var outcome in outcomes.Where(static outcome => outcome.Key != RuleOutcome.Started))
        {
            counts[ReasonOf(outcome.Key)] = outcome.Count;
        }

        var failed = await CountAsync(rule, RuleReason.Failed, from, cancellationToken);
        var open = await CountAsync(rule, RuleReason.BeingJudged, from, cancellationToken);
        counts[RuleReason.Failed] = failed;
        counts[RuleReason.BeingJudged] = open;
        counts[RuleReason.Judged] = outcomes.Where(static outcome => outcome.Key == RuleOutcome.Started).Sum(static outcome => outcome.Count) - failed - open;
        counts[RuleReason.NotQuiet] = rule.Enabled ? (await NotQuietAsync(rule, cancellationToken)).Total : 0;
        return new(await _budget.SpentAsync(rule, cancellationToken), counts.Where(static count => count.Value > 0).ToDictionary());
    }

    /// <summary>The newest sessions that stand like this with the rule.</summary>
    public async Task<IReadOnlyList<RuleSession>> SessionsAsync(EvaluationRule rule, RuleReason reason, bool today, CancellationToken cancellationToken)
    {
        if (reason == RuleReason.NotQuiet)
        {
            return [.. (await NotQuietAsync(rule, cancellationToken)).Rows.Select(static row => new RuleSession(row.SessionId, row.FirstMessage, row.LastActivityAt, null, null))];
        }

        var rows = await _door.ReadAsync(
            db => Standing(db, Decisions(db, rule.Id, From(today)), reason).AsNoTracking().OrderByDescending(row => row.DecidedAt).ThenByDescending(row => row.Id).Take(MostSessions).ToListAsync(cancellationToken),
            cancellationToken);
        var ids = rows.ConvertAll(static row => row.SessionId);
        var titles = (await _sessions.FindAsync(rule.Project, ids, cancellationToken)).ToDictionary(static row => row.SessionId, static row => row.FirstMessage, StringComparer.Ordinal);
        var failures = reason == RuleReason.Failed ? (await _ledger.AttemptsAsync(rule.Project, ids, rule.Evaluators, cancellationToken)).ToLookup(static attempt => attempt.SessionId) : null;
        return rows.ConvertAll(row => new RuleSession(
            row.SessionId, titles.GetValueOrDefault(row.SessionId), At(row.DecidedAt), row.RunId, failures?[row.SessionId].FirstOrDefault(static attempt => attempt.State == EvaluationItemState.NotJudged)?.Reason));
    }

    /// <summary>Why a session was, or was not, judged by a rule.</summary>
    public async Task<RuleAnswer> WhyAsync(EvaluationRule rule, string sessionId, CancellationToken cancellationToken) =>
        await WhyAsync(rule, await _sessions.FindAsync(rule.Project, sessionId, cancellationToken), sessionId, cancellationToken);

    /// <summary>How a session stands with every rule of its project that is on.</summary>
    public async Task<IReadOnlyList<RuleAnswer>> WhyAsync(string project, string sessionId, CancellationToken cancellationToken)
    {
        var rules = (await _ledger.EnabledAsync(cancellationToken)).FindAll(rule => rule.Project == project);
        if (rules.Count == 0)
        {
            return [];
        }

        var session = await _sessions.FindAsync(project, sessionId, cancellationToken);
        var answers = new List<RuleAnswer>();
        foreach (var rule in rules)
        {
            answers.Add(await WhyAsync(EvaluationRules.Of(rule), session, sessionId, cancellationToken));
        }

        return answers;
    }

    private async Task<RuleAnswer> WhyAsync(EvaluationRule rule, SessionRow? session, string sessionId, CancellationToken cancellationToken)
    {
        var decision = (await _ledger.DecisionsAsync(rule.Id, [sessionId], cancellationToken)).GetValueOrDefault(sessionId);
        if (decision is not null && (session is null || !RuleDecider.IsDue(session, decision)))
        {
            return await DecidedAsync(rule, decision, cancellationToken);
        }

        var now = _clock.GetUtcNow();
        var reason = (session, rule) switch
        {
            (null, _) => RuleReason.Unknown,
            (_, { Enabled: false } or { Problem: not null }) => RuleReason.Off,
            _ when session.LastActivityAt < rule.Since => RuleReason.BeforeTheRule,
            _ when now - session.LastActivityAt < TimeSpan.FromMinutes(rule.QuietMinutes) => RuleReason.NotQuiet,
            _ => RuleReason.Next,
        };
        return new(rule, reason, RuleSentences.Of(reason, rule, null), null);
    }

    private async Task<RuleAnswer> DecidedAsync(EvaluationRule rule, DecisionRow decision, CancellationToken cancellationToken)
    {
        if (decision.Outcome != RuleOutcome.Started)
        {
            var reason = ReasonOf(decision.Outcome);
            return new(rule, reason, RuleSentences.Of(reason, rule, null), decision.RunId);
        }

        var items = await _door.ReadAsync(
            db => db.Items.AsNoTracking().Where(item => item.RunId == decision.RunId && item.SessionId == decision.SessionId).ToListAsync(cancellationToken), cancellationToken);
        var failure = items.Find(static item => item.State == EvaluationItemState.NotJudged);
        var standing = failure is not null ? RuleReason.Failed : items.Exists(static item => Open.Contains(item.State)) ? RuleReason.BeingJudged : RuleReason.Judged;
        return new(rule, standing, RuleSentences.Of(standing, rule, failure?.Reason), decision.RunId);
    }

    private Task<SessionPage> NotQuietAsync(EvaluationRule rule, CancellationToken cancellationToken) => _sessions.PageAsync(
        new SessionQuery(rule.Project, new SessionFilter { From = _clock.GetUtcNow() - TimeSpan.FromMinutes(rule.QuietMinutes) }, Limit: MostSessions), cancellationToken);

    private Task<int> CountAsync(EvaluationRule rule, RuleReason reason, long from, CancellationToken cancellationToken) =>
        _door.ReadAsync(db => Standing(db, Decisions(db, rule.Id, from), reason).CountAsync(cancellationToken), cancellationToken);

    private static IQueryable<DecisionRow> Decisions(DashboardDbContext db, Guid ruleId, long from) => db.RuleDecisions.Where(row => row.RuleId == ruleId && row.DecidedAt >= from);

    private static IQueryable<DecisionRow> Standing(DashboardDbContext db, IQueryable<DecisionRow> rows, RuleReason reason)
    {
        var started = rows.Where(row => row.Outcome == RuleOutcome.Started);
        return reason switch
        {
            RuleReason.Failed => started.Where(row => db.Items.Any(item => item.RunId == row.RunId && item.SessionId == row.SessionId && item.State == EvaluationItemState.NotJudged)),
            RuleReason.BeingJudged => started
                .Where(row => db.Items.Any(item => item.RunId == row.RunId && item.SessionId == row.SessionId && Open.Contains(item.State)))
                .Where(row => !db.Items.Any(item => item.RunId == row.RunId && item.SessionId == row.SessionId && item.State == EvaluationItemState.NotJudged)),
            RuleReason.Judged => started.Where(row => !db.Items.Any(item =>
                item.RunId == row.RunId && item.SessionId == row.SessionId && (item.State == EvaluationItemState.NotJudged || Open.Contains(item.State)))),
            RuleReason.FilteredOut => rows.Where(row => row.Outcome == RuleOutcome.FilteredOut),
            RuleReason.NotInSample => rows.Where(row => row.Outcome == RuleOutcome.NotInSample),
            RuleReason.OverBudget => rows.Where(row => row.Outcome == RuleOutcome.OverBudget),
            RuleReason.AlreadyJudged => rows.Where(row => row.Outcome == RuleOutcome.AlreadyJudged),
            _ => rows.Where(row => false),
        };
    }

    private static RuleReason ReasonOf(RuleOutcome outcome) => outcome switch
    {
        RuleOutcome.FilteredOut => RuleReason.FilteredOut,
        RuleOutcome.NotInSample => RuleReason.NotInSample,
        RuleOutcome.OverBudget => RuleReason.OverBudget,
        RuleOutcome.AlreadyJudged => RuleReason.AlreadyJudged,
        _ => RuleReason.Judged,
    };

    private long From(bool today) => today ? _budget.Today.ToUnixTimeMilliseconds() : 0;

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
