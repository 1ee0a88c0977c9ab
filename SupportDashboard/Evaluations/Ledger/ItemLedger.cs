using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>
/// The way of one item through its states. Each step names the state it comes from, so that a step which is repeated, or which
/// comes too late, changes nothing and says so.
/// </summary>
internal sealed class ItemLedger(LedgerDoor door, LedgerSteps steps, TimeProvider clock)
{
    private const int IdsPerQuery = 500;
    private const int RecentItems = 5000;

    // Quoted values are the names of enum members.
    private const string Next = """
        SELECT id FROM evaluation_items
        WHERE run_id = {1} AND state = 'Pending' AND EXISTS (SELECT 1 FROM evaluation_runs WHERE evaluation_runs.id = {1} AND evaluation_runs.state = 'Running')
        ORDER BY id LIMIT {2}
        """;

    /// <summary>Items of a run that wait for their turn, in the order of the request.</summary>
    public Task<List<ItemRow>> PendingAsync(Guid runId, int limit, CancellationToken cancellationToken) => door.ReadAsync(
        db => db.Items.AsNoTracking()
            .Where(item => item.RunId == runId && item.State == EvaluationItemState.Pending)
            .OrderBy(item => item.Id)
            .Take(limit)
            .ToListAsync(cancellationToken),
        cancellationToken);

    /// <summary>The next items of a running run, from pending to judging, in the order of the request; each goes to one caller only. None when the run is paused.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="claim">The job that takes them; see <see cref="TakeBackAsync(Guid, string, CancellationToken)"/>.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<List<ItemRow>> ClaimAsync(Guid runId, string claim, int most, CancellationToken cancellationToken) => door.WriteAsync(
        async db =>
        {
            // In a transaction of its own: a lock that is met when the last row is read would be an error at once instead of a wait.
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            // One statement, so that two processes never get the same item.
            var sql = $"UPDATE evaluation_items SET state = 'Judging', claim = {{3}}, updated_at = {{0}} WHERE {RowPick.Of(Next, "state = 'Pending'", db.Database.IsNpgsql())} RETURNING *";
            var claimed = await db.Items.FromSqlRaw(sql, Now(), runId, most, claim).AsNoTracking().ToListAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            claimed.Sort(static (one, other) => one.Id.CompareTo(other.Id));
            return claimed;
        },
        cancellationToken);

    /// <summary>
    /// Judging, back to pending because the process stops or the run is paused, or to cancelled because the run was. The model had not answered yet.
    /// </summary>
    public Task<bool> ReleaseAsync(long itemId) =>
        steps.MakeAsync(async db => await ReleaseAsync(db, db.Items.Where(item => item.Id == itemId), CancellationToken.None) > 0);

    /// <summary>To not judged, from the state in which the reason turned up.</summary>
    public Task<bool> FailAsync(long itemId, EvaluationItemState from, NotJudgedReason kind, string reason) => StepAsync(
        itemId,
        from,
        set => set.SetProperty(row => row.State, EvaluationItemState.NotJudged)
            .SetProperty(row => row.OpenKey, (string?)null)
            .SetProperty(row => row.ReasonKind, kind)
            .SetProperty(row => row.Reason, reason));

    /// <summary>Judging to not judged, with what the attempt cost and where its calls can be looked at.</summary>
    public Task<bool> FailAsync(long itemId, NotJudged failure) => StepAsync(
        itemId,
        EvaluationItemState.Judging,
        set => set.SetProperty(row => row.State, EvaluationItemState.NotJudged)
            .SetProperty(row => row.OpenKey, (string?)null)
            .SetProperty(row => row.ReasonKind, failure.Kind)
            .SetProperty(row => row.Reason, failure.Reason)
            .SetProperty(row => row.PromptTokens, row => row.PromptTokens + failure.PromptTokens)
            .SetProperty(row => row.CompletionTokens, row => row.CompletionTokens + failure.CompletionTokens)
            .SetProperty(row => row.CachedTokens, row => row.CachedTokens + failure.CachedTokens)
            .SetProperty(row => row.DurationMs, (long)failure.Duration.TotalMilliseconds)
            .SetProperty(row => row.TraceId, failure.TraceId));

    /// <summary>Judging to judged: the verdict is on disk when this returns.</summary>
    public Task<bool> StoreAsync(long itemId, StoredVerdict verdict) => steps.StoreAsync(new(itemId, verdict, Now(), null));

    /// <summary>As the other; the caller will write the verdict to Phoenix, and nobody else does for a while.</summary>
    /// <returns>The item with its verdict; null when it is not being judged any more.</returns>
    public async Task<ItemRow?> StoreAsync(ItemRow item, StoredVerdict verdict)
    {
        var now = Now();
        var taken = now + (long)WriteLedger.Taken.TotalMilliseconds;
        return await steps.StoreAsync(new(item.Id, verdict, now, taken)) ? verdict.PutInto(item, now, taken) : null;
    }

    /// <summary>The earlier verdicts of sessions, newest first.</summary>
    public async Task<List<KnownVerdict>> EarlierAsync(string project, IReadOnlyCollection<string> sessionIds, CancellationToken cancellationToken)
    {
        // Which of them are written is looked at here: asked for it, SQLite goes through all that ever were, whatever their session.
        var found = await door.ReadAsync(
            db => db.Items
                .Where(row => row.Project == project && sessionIds.Contains(row.SessionId))
                .OrderByDescending(row => row.Id)
                .Select(row => new { row.State, Verdict = new KnownVerdict(row.Id, row.SessionId, row.Evaluator, row.EvaluatorVersion, row.Model, row.InputHash, row.Label) })
                .ToListAsync(cancellationToken),
            cancellationToken);
        return [.. found.Where(static row => row.State == EvaluationItemState.Written).Select(static row => row.Verdict)];
    }

    /// <summary>How many turns the verdicts of sessions saw.</summary>
    public async Task<List<JudgedTurns>> JudgedAsync(string project, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken)
    {
        var judged = new List<JudgedTurns>();
        foreach (var ids in sessionIds.Chunk(IdsPerQuery))
        {
            var found = await door.ReadAsync(
                db => db.Items
                    .Where(row => row.Project == project && ids.Contains(row.SessionId))
                    .Select(row => new { row.State, Turns = new JudgedTurns(row.SessionId, row.Evaluator, row.EvaluatorVersion, row.Model, row.TurnCount) })
                    .ToListAsync(cancellationToken),
                cancellationToken);
            judged.AddRange(found.Where(static row => row.State == EvaluationItemState.Written).Select(static row => row.Turns));
        }

        return judged;
    }

    /// <summary>Completion tokens that a verdict of the evaluator took lately; null when there was none.</summary>
    public Task<double?> AverageAnswerAsync(string evaluator, string model, CancellationToken cancellationToken) => door.ReadAsync(
        async db =>
        {
            var newest = await db.Items.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0;
            return await db.Items
                .Where(row => row.Id > newest - RecentItems && row.Evaluator == evaluator && row.Model == model && !row.TakenOver && row.CompletionTokens > 0)
                .AverageAsync(row => (double?)row.CompletionTokens, cancellationToken);
        },
        cancellationToken);

    /// <summary>Where the newest attempt that came to an end gave no verdict.</summary>
    public Task<List<JudgeOutcome>> FailedAsync(CancellationToken cancellationToken) => door.ReadAsync(
        db => db.Items
            .Where(row => row.State == EvaluationItemState.NotJudged)
            .Where(row => !db.Items.Any(later => later.Project == row.Project && later.SessionId == row.SessionId && later.Evaluator == row.Evaluator && later.Id > row.Id
                && (later.State == EvaluationItemState.NotJudged || later.State == EvaluationItemState.Judged || later.State == EvaluationItemState.Written)))
            .Select(row => new JudgeOutcome(row.Project, row.SessionId, row.Evaluator, row.Reason ?? ""))
            .ToListAsync(cancellationToken),
        cancellationToken);

    /// <summary>The item as it stands.</summary>
    public Task<ItemRow> GetAsync(long itemId, CancellationToken cancellationToken) =>
        door.ReadAsync(db => db.Items.AsNoTracking().SingleAsync(row => row.Id == itemId, cancellationToken), cancellationToken);

    /// <summary>
    /// At start, on SQLite: what a stopped process was judging is pending again, or cancelled with its run; what waited to be written is due at once.
    /// </summary>
    public async Task<int> TakeBackAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        await ReleaseAsync(db, db.Items, cancellationToken) + await db.Items
            .Where(item => item.State == EvaluationItemState.Judged)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextWriteAt, (long?)null), cancellationToken);

    /// <summary>What a job was judging when its process died, once the queue hands the job out again: pending, or cancelled with its run.</summary>
    public Task<int> TakeBackAsync(Guid runId, string claim, CancellationToken cancellationToken) => door.WriteAsync(
        db => ReleaseAsync(db, db.Items.Where(item => item.RunId == runId && item.Claim == claim), cancellationToken), cancellationToken);

    private async Task<int> ReleaseAsync(DashboardDbContext db, IQueryable<ItemRow> among, CancellationToken cancellationToken)
    {
        var judging = among.Where(item => item.State == EvaluationItemState.Judging);
        var cancelled = await judging
            .Where(item => db.Runs.Any(run => run.Id == item.RunId && run.State == EvaluationRunState.Cancelled))
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, EvaluationItemState.Cancelled)
                    .SetProperty(row => row.OpenKey, (string?)null)
                    .SetProperty(row => row.UpdatedAt, Now()),
                cancellationToken);
        return cancelled + await judging.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, EvaluationItemState.Pending).SetProperty(row => row.UpdatedAt, Now()), cancellationToken);
    }

    private Task<bool> StepAsync(long itemId, EvaluationItemState from, Action<UpdateSettersBuilder<ItemRow>> change) => steps.MakeAsync(
        async db => await db.Items
            .Where(item => item.Id == itemId && item.State == from)
            .ExecuteUpdateAsync(set =>
            {
                change(set);
                set.SetProperty(row => row.UpdatedAt, Now());
            }) > 0);

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
