using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations.Rules;

/// <summary>Decides what becomes of a session that is quiet, from what is known of it. No clock, no database: the same question has the same answer.</summary>
internal static class RuleDecider
{
    /// <summary>Whether anything happened since the decision.</summary>
    public static bool IsDue(SessionRow session, DecisionRow? decision) =>
        decision is null || ActiveAt(session) > decision.ActiveAt || session.Turns > decision.Turns;

    /// <summary>The evaluators that have not judged the session as it is.</summary>
    /// <param name="rule">Whose evaluators.</param>
    /// <param name="session">The session, with the verdicts that stand in Phoenix.</param>
    /// <param name="evaluators">The rule's evaluators in their newest versions.</param>
    /// <param name="attempts">What the ledger knows of the session.</param>
    public static IReadOnlyList<Evaluator> Missing(EvaluationRule rule, SessionRow session, IReadOnlyList<Evaluator> evaluators, IEnumerable<LedgerEntry> attempts)
    {
        var known = attempts.ToLookup(static attempt => attempt.Evaluator, StringComparer.Ordinal);
        return [.. evaluators.Where(evaluator => !known[evaluator.Name].Any(attempt => IsEnough(rule, session, evaluator, attempt)) && !Stands(session, evaluator))];
    }

    /// <summary>The run by which the rule itself has asked for the session as it is; null where it has not. A process that was killed may have asked and not noted it.</summary>
    public static Guid? AskedBy(EvaluationRule rule, SessionRow session, IEnumerable<LedgerEntry> attempts) =>
        attempts.Where(attempt => attempt.RuleId == rule.Id && attempt.CreatedAt >= ActiveAt(session)).MaxBy(static attempt => attempt.CreatedAt)?.RunId;

    /// <summary>The decision about a session that stays as it is.</summary>
    public static DecisionRow Decision(EvaluationRule rule, SessionRow session, RuleOutcome outcome, Guid? runId, DateTimeOffset now) => new()
    {
        RuleId = rule.Id,
        SessionKey = RuleLedger.KeyOf(session.SessionId),
        SessionId = session.SessionId,
        Outcome = outcome,
        ActiveAt = ActiveAt(session),
        Turns = session.Turns,
        DecidedAt = now.ToUnixTimeMilliseconds(),
        RunId = runId,
    };

    /// <summary>The session's last activity, in UTC milliseconds since 1970.</summary>
    public static long ActiveAt(SessionRow session) => session.LastActivityAt.ToUnixTimeMilliseconds();

    // An attempt of this rule that failed is not repeated until something happens in the session; another's failure does not count.
    private static bool IsEnough(EvaluationRule rule, SessionRow session, Evaluator evaluator, LedgerEntry attempt) =>
        attempt.Version == evaluator.Version
        && (attempt.Covers(session.Turns, ActiveAt(session)) || (attempt.State == EvaluationItemState.NotJudged && attempt.RuleId == rule.Id && attempt.CreatedAt >= ActiveAt(session)));

    // A verdict of this dashboard that the ledger does not know: the database was lost, or another one wrote it.
    private static bool Stands(SessionRow session, Evaluator evaluator) => session.Verdicts.Any(verdict =>
        verdict.Evaluator == evaluator.Name && !verdict.IsHuman && verdict.Identifier == VerdictAnnotation.Identifier
        && verdict.EvaluatorVersion == evaluator.Version && verdict.TurnsSeen >= session.Turns);
}
