using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SupportDashboard.Evaluations.Ledger;

namespace SupportDashboard.Evaluations.Rules;

/// <summary>How far the rules have come and what they decided, in the dashboard database.</summary>
internal sealed class RuleLedger(LedgerDoor door, TimeProvider clock)
{
    /// <summary>How many decisions a rule keeps, the newest ones.</summary>
    public const int MostDecisions = 20_000;

    /// <summary>How long a decision is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>The rules that are on.</summary>
    public Task<List<RuleRow>> EnabledAsync(CancellationToken cancellationToken) =>
        door.ReadAsync(db => db.Rules.AsNoTracking().Where(rule => rule.Enabled).OrderBy(rule => rule.Id).ToListAsync(cancellationToken), cancellationToken);

    /// <summary>Takes up a rule for one round. False when another process did since the rule was read, or somebody switched it off.</summary>
    public Task<bool> ClaimAsync(RuleRow rule, CancellationToken cancellationToken) => door.WriteAsync(
        async db => await db.Rules
            .Where(row => row.Id == rule.Id && row.Enabled && row.CheckedAt == rule.CheckedAt && row.ChangedAt == rule.ChangedAt)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.CheckedAt, Math.Max(Now(), rule.CheckedAt + 1)), cancellationToken) > 0,
        cancellationToken);

    /// <summary>Notes how far a round came. Somebody who changed the rule meanwhile is not overwritten.</summary>
    public Task<int> AdvanceAsync(RuleRow rule, long seenUntil, long sweptAt, string? problem, CancellationToken cancellationToken) => door.WriteAsync(
        db => db.Rules
            .Where(row => row.Id == rule.Id && row.ChangedAt == rule.ChangedAt)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.SeenUntil, seenUntil).SetProperty(row => row.SweptAt, sweptAt).SetProperty(row => row.Problem, problem), cancellationToken),
        cancellationToken);

    /// <summary>What the rule decided about these sessions.</summary>
    public async Task<IReadOnlyDictionary<string, DecisionRow>> DecisionsAsync(Guid ruleId, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken)
    {
        var keys = sessionIds.Select(KeyOf).ToList();
        var rows = await door.ReadAsync(
            db => db.RuleDecisions.AsNoTracking().Where(row => row.RuleId == ruleId && keys.Contains(row.SessionKey)).ToListAsync(cancellationToken), cancellationToken);
        return rows.ToDictionary(static row => row.SessionId, StringComparer.Ordinal);
    }

    /// <summary>Stores decisions, each in the place of the session's earlier one.</summary>
    public Task<bool> DecideAsync(Guid ruleId, IReadOnlyList<DecisionRow> decisions, CancellationToken cancellationToken) => decisions.Count == 0 ? Task.FromResult(true) : door.WriteAsync(
        async db =>
        {
            var keys = decisions.Select(static row => row.SessionKey).ToList();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            if (await db.Rules.AnyAsync(rule => rule.Id == ruleId, cancellationToken))
            {
                await db.RuleDecisions.Where(row => row.RuleId == ruleId && keys.Contains(row.SessionKey)).ExecuteDeleteAsync(cancellationToken);
                db.RuleDecisions.AddRange(decisions);
                await db.SaveChangesAsync(cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
            return true;
        },
        cancellationToken);

    /// <summary>The keys of the sessions that were decided since an instant.</summary>
    public async Task<HashSet<string>> KnownAsync(Guid ruleId, long activeFrom, CancellationToken cancellationToken) => [.. await door.ReadAsync(
        db => db.RuleDecisions.Where(row => row.RuleId == ruleId && row.ActiveAt >= activeFrom).Select(static row => row.SessionKey).ToListAsync(cancellationToken), cancellationToken)];

    /// <summary>Forgets old decisions, and the oldest of too many.</summary>
    public Task<int> PruneAsync(Guid ruleId, CancellationToken cancellationToken) => door.WriteAsync(
        async db =>
        {
            var oldest = Now() - (long)Kept.TotalMilliseconds;
            var overflow = await db.RuleDecisions.Where(row => row.RuleId == ruleId).OrderByDescending(row => row.Id).Skip(MostDecisions).Select(static row => row.Id).FirstOrDefaultAsync(cancellationToken);
            return await db.RuleDecisions.Where(row => row.RuleId == ruleId && (row.DecidedAt < oldest || row.Id <= overflow)).ExecuteDeleteAsync(cancellationToken);
        },
        cancellationToken);

    /// <summary>The newest attempt of each of the evaluators on these sessions that was not cancelled.</summary>
    public Task<List<LedgerEntry>> AttemptsAsync(string project, IReadOnlyList<string> sessionIds, IReadOnlyList<string> evaluators, CancellationToken cancellationToken) => door.ReadAsync(
        db =>
        {
            var newest = db.Items
                .Where(item => item.Project == project && sessionIds.Contains(item.SessionId) && evaluators.Contains(item.Evaluator) && item.State != EvaluationItemState.Cancelled)
                .GroupBy(item => new { item.SessionId, item.Evaluator })
                .Select(group => group.Max(item => item.Id));
            return (from item in db.Items.AsNoTracking()
                    where newest.Contains(item.Id)
                    join run in db.Runs on item.RunId equals run.Id
                    select new LedgerEntry(item.SessionId, item.Evaluator, item.EvaluatorVersion, item.State, item.TurnCount, item.CreatedAt, item.JudgedAt, item.RunId, run.RuleId, item.Reason))
                .ToListAsync(cancellationToken);
        },
        cancellationToken);

    /// <summary>Why a run of the rule is paused, as a sentence; null when none is, or a person paused it.</summary>
    public Task<string?> PausedAsync(Guid ruleId, CancellationToken cancellationToken) => door.ReadAsync(
        db => db.Runs
            .Where(run => run.RuleId == ruleId && run.State == EvaluationRunState.Paused && run.PauseReason != null)
            .OrderByDescending(run => run.CreatedAt)
            .Select(run => run.PauseReason)
            .FirstOrDefaultAsync(cancellationToken),
        cancellationToken);

    /// <summary>The key of a session's decision.</summary>
    public static string KeyOf(string sessionId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sessionId)))[..32];

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
