using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations.Rules;

/// <summary>
/// One look of one rule at the sessions that became quiet since its last: in the order of their last activity, from where it stopped, so that a large
/// project costs no more than what is new in it.
/// </summary>
internal sealed class RuleRound(
    SessionQueries sessions, RuleLedger ledger, RuleFilter filter, RuleBudget budget, EvaluatorBook book, RuleStart start, TimeProvider clock)
{
    private const int PageSize = 200;
    private const int MostInARound = 2_000;
    private const int MostInASweep = 20_000;

    /// <summary>How often sessions are looked for that Phoenix got late.</summary>
    public static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(15);

    /// <summary>How late they may have come.</summary>
    public static readonly TimeSpan SweepWindow = TimeSpan.FromDays(1);

    /// <summary>How late a turn of a session that was decided already may have come.</summary>
    public static readonly TimeSpan LateTurns = TimeSpan.FromHours(1);

    /// <summary>How many sessions were read, over all rounds of this process: what it costs.</summary>
    public long Looked { get; private set; }

    /// <summary>Looks; true when something was decided, or when the rule works again.</summary>
    public async Task<bool> RunAsync(RuleRow row, CancellationToken cancellationToken)
    {
        var rule = EvaluationRules.Of(row);
        var (evaluators, missing) = Ask(rule);
        rule = rule with { Evaluators = [.. evaluators.Select(static evaluator => evaluator.Name)] };
        var allowance = new RuleAllowance(rule, await budget.SpentAsync(rule, cancellationToken));
        if ((missing ?? allowance.Problem ?? await PausedAsync(rule.Id, cancellationToken)) is { } problem)
        {
            await ledger.AdvanceAsync(row, row.SeenUntil, row.SweptAt, problem, cancellationToken);
            return row.Problem != problem;
        }

        var look = new RuleLook(rule, evaluators, allowance);
        var seen = await FollowAsync(look, DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(row.SeenUntil, row.Since)), cancellationToken);
        var now = clock.GetUtcNow();
        var sweeps = now - DateTimeOffset.FromUnixTimeMilliseconds(row.SweptAt) >= SweepInterval;
        if (sweeps)
        {
            await SweepAsync(look, seen, cancellationToken);
            await ledger.PruneAsync(rule.Id, cancellationToken);
        }

        await ledger.AdvanceAsync(row, Math.Max(row.SeenUntil, seen.ToUnixTimeMilliseconds()), sweeps ? now.ToUnixTimeMilliseconds() : row.SweptAt, null, cancellationToken);
        return look.Decided > 0 || row.Problem is not null;
    }

    // The evaluators that the rule goes on with: those that are not retired.
    private (List<Evaluator> InUse, string? Problem) Ask(EvaluationRule rule)
    {
        var known = rule.Evaluators.Select(name => book.Find(name)).OfType<Evaluator>().ToList();
        var inUse = known.FindAll(static evaluator => !evaluator.IsRetired);
        return (inUse, known.Count < rule.Evaluators.Count ? "An evaluator of this rule is not there any more. Choose others." : inUse.Count == 0 ? RuleSentences.AllRetired : null);
    }

    // Another run would only stop for the same reason.
    private async Task<string?> PausedAsync(Guid ruleId, CancellationToken cancellationToken) =>
        await ledger.PausedAsync(ruleId, cancellationToken) is { } reason ? $"It waits, because its last run is paused. {reason} Resume that run, or cancel it." : null;

    // Answers how far it came.
    private async Task<DateTimeOffset> FollowAsync(RuleLook look, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var quiet = clock.GetUtcNow() - TimeSpan.FromMinutes(look.Rule.QuietMinutes);
        var offset = 0;
        for (var read = 0; read < MostInARound;)
        {
            var page = await sessions.PageAsync(new SessionQuery(look.Rule.Project, new SessionFilter { From = from }, Ascending: true, Offset: offset, Limit: PageSize), cancellationToken);
            var rows = page.Rows.TakeWhile(session => session.LastActivityAt <= quiet).ToList();
            Looked += page.Rows.Count;
            read += rows.Count;
            if (rows.Count == 0)
            {
                break;
            }

            await DecideAsync(look, rows, from, offset + rows.Count, cancellationToken);

            // Many sessions may have ended in the same instant: those that were seen are skipped, not the instant.
            var last = rows[^1].LastActivityAt;
            offset = last == from ? offset + rows.Count : rows.Count(session => session.LastActivityAt == last);
            from = last;
            if (rows.Count < PageSize)
            {
                break;
            }
        }

        return from;
    }

    // What arrived after its time was looked at: an agent that could not reach Phoenix, an import.
    private async Task SweepAsync(RuleLook look, DateTimeOffset seen, CancellationToken cancellationToken)
    {
        var start = Later(seen - SweepWindow, look.Rule.Since);
        var ids = await sessions.IdsAsync(new SessionQuery(look.Rule.Project, new SessionFilter { From = start }, Ascending: true), MostInASweep, cancellationToken);
        var known = await ledger.KnownAsync(look.Rule.Id, start.ToUnixTimeMilliseconds(), cancellationToken);
        var late = ids.Where(id => !known.Contains(RuleLedger.KeyOf(id))).ToList();
        var recent = await sessions.IdsAsync(new SessionQuery(look.Rule.Project, new SessionFilter { From = Later(seen - LateTurns, look.Rule.Since) }, Ascending: true), MostInARound, cancellationToken);
        var quiet = clock.GetUtcNow() - TimeSpan.FromMinutes(look.Rule.QuietMinutes);
        foreach (var part in late.Take(MostInARound).Concat(recent).Distinct(StringComparer.Ordinal).Chunk(PageSize))
        {
            var rows = (await sessions.FindAsync(look.Rule.Project, part, cancellationToken)).Where(session => session.LastActivityAt <= quiet).ToList();
            Looked += rows.Count;
            await DecideAsync(look, rows, start, MostInASweep, cancellationToken);
        }
    }

    private async Task DecideAsync(RuleLook look, List<SessionRow> rows, DateTimeOffset from, int most, CancellationToken cancellationToken)
    {
        var decided = await ledger.DecisionsAsync(look.Rule.Id, rows.ConvertAll(static session => session.SessionId), cancellationToken);
        var due = rows.FindAll(session => session.LastActivityAt >= look.Rule.Since && RuleDecider.IsDue(session, decided.GetValueOrDefault(session.SessionId)));
        if (due.Count == 0)
        {
            return;
        }

        var ids = due.ConvertAll(static session => session.SessionId);
        var matching = await filter.MatchingAsync(look.Rule, ids, from, most, cancellationToken);
        var attempts = (await ledger.AttemptsAsync(look.Rule.Project, ids, look.Rule.Evaluators, cancellationToken)).ToLookup(static attempt => attempt.SessionId, StringComparer.Ordinal);
        var verdicts = due.ConvertAll(session => Decide(look, session, matching, attempts[session.SessionId]));
        var runs = await start.RunAsync(look.Rule, [.. verdicts.Where(static verdict => verdict.Missing.Count > 0)], cancellationToken);
        var now = clock.GetUtcNow();
        await ledger.DecideAsync(
            look.Rule.Id,
            verdicts.ConvertAll(verdict => RuleDecider.Decision(look.Rule, verdict.Session, verdict.Outcome, runs.GetValueOrDefault(verdict.Session.SessionId, verdict.RunId), now)),
            cancellationToken);
        look.Decided += due.Count;
    }

    private RuleVerdict Decide(RuleLook look, SessionRow session, HashSet<string> matching, IEnumerable<LedgerEntry> attempts)
    {
        if (!matching.Contains(session.SessionId))
        {
            return new(session, RuleOutcome.FilteredOut);
        }

        if (!RuleSample.Has(session.SessionId, look.Rule.SamplePercent))
        {
            return new(session, RuleOutcome.NotInSample);
        }

        var missing = RuleDecider.Missing(look.Rule, session, look.Evaluators, attempts);
        if (missing.Count == 0)
        {
            var asked = RuleDecider.AskedBy(look.Rule, session, attempts);
            return new(session, asked is null ? RuleOutcome.AlreadyJudged : RuleOutcome.Started) { RunId = asked };
        }

        return look.Allowance.TryTake(missing.Count(evaluator => budget.AsksModel(evaluator.Name)))
            ? new(session, RuleOutcome.Started) { Missing = missing }
            : new(session, RuleOutcome.OverBudget);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
