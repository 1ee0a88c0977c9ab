using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>
/// The way of one item through its states. Each step names the state it comes from, so that a step which is repeated, or which
/// comes too late, changes nothing and says so.
/// </summary>
internal sealed class ItemLedger(LedgerDoor door, TimeProvider clock)
{
    /// <summary>Items of a run that wait for their turn, in the order of the request.</summary>
    public Task<List<ItemRow>> PendingAsync(Guid runId, int limit, CancellationToken cancellationToken) => door.ReadAsync(
        db => db.Items.AsNoTracking()
            .Where(item => item.RunId == runId && item.State == EvaluationItemState.Pending)
            .OrderBy(item => item.Id)
            .Take(limit)
            .ToListAsync(cancellationToken),
        cancellationToken);

    /// <summary>Pending to judging. False when somebody else took the item, or it was cancelled.</summary>
    public Task<bool> ClaimAsync(long itemId, CancellationToken cancellationToken) =>
        StepAsync(itemId, EvaluationItemState.Pending, set => set.SetProperty(row => row.State, EvaluationItemState.Judging), cancellationToken);

    /// <summary>
    /// Judging, back to pending because the process stops, or to cancelled because its run was. The model had not answered yet.
    /// </summary>
    public Task<int> ReleaseAsync(long itemId, CancellationToken cancellationToken) =>
        door.WriteAsync(db => ReleaseAsync(db, db.Items.Where(item => item.Id == itemId), cancellationToken), cancellationToken);

    /// <summary>To not judged, from the state in which the reason turned up.</summary>
    public Task<bool> FailAsync(
        long itemId, EvaluationItemState from, NotJudgedReason kind, string reason, long promptTokens, long completionTokens, CancellationToken cancellationToken) => StepAsync(
        itemId,
        from,
        set => set.SetProperty(row => row.State, EvaluationItemState.NotJudged)
            .SetProperty(row => row.OpenKey, (string?)null)
            .SetProperty(row => row.ReasonKind, kind)
            .SetProperty(row => row.Reason, reason)
            .SetProperty(row => row.PromptTokens, row => row.PromptTokens + promptTokens)
            .SetProperty(row => row.CompletionTokens, row => row.CompletionTokens + completionTokens),
        cancellationToken);

    /// <summary>Judging to judged: the verdict is on disk when this returns.</summary>
    public Task<bool> StoreAsync(long itemId, StoredVerdict verdict, CancellationToken cancellationToken) => StepAsync(
        itemId,
        EvaluationItemState.Judging,
        set => set.SetProperty(row => row.State, EvaluationItemState.Judged)
            .SetProperty(row => row.Label, verdict.Label)
            .SetProperty(row => row.Score, verdict.Score)
            .SetProperty(row => row.Explanation, verdict.Explanation)
            .SetProperty(row => row.Evidence, verdict.Evidence)
            .SetProperty(row => row.Manipulation, verdict.Manipulation)
            .SetProperty(row => row.Spans, verdict.Spans)
            .SetProperty(row => row.AnnotatorKind, verdict.AnnotatorKind)
            .SetProperty(row => row.Model, verdict.Model)
            .SetProperty(row => row.TurnCount, verdict.TurnCount)
            .SetProperty(row => row.InputHash, verdict.InputHash)
            .SetProperty(row => row.Cut, verdict.Cut)
            .SetProperty(row => row.EvaluatorVersion, verdict.EvaluatorVersion)
            .SetProperty(row => row.TakenOver, verdict.TakenOver)
            .SetProperty(row => row.PromptTokens, verdict.PromptTokens)
            .SetProperty(row => row.CompletionTokens, verdict.CompletionTokens)
            .SetProperty(row => row.DurationMs, verdict.DurationMs)
            .SetProperty(row => row.JudgedAt, Now()),
        cancellationToken);

    /// <summary>The newest verdict that this evaluator version and model gave on exactly this transcript, or null.</summary>
    public Task<ItemRow?> FindSameAsync(ItemRow item, int version, string model, string inputHash, CancellationToken cancellationToken) => door.ReadAsync(
        db => db.Items.AsNoTracking()
            .Where(row => row.Project == item.Project && row.SessionId == item.SessionId && row.Evaluator == item.Evaluator)
            .Where(row => row.EvaluatorVersion == version && row.Model == model && row.InputHash == inputHash)
            .Where(row => row.State == EvaluationItemState.Written)
            .OrderByDescending(row => row.Id)
            .FirstOrDefaultAsync(cancellationToken),
        cancellationToken);

    /// <summary>
    /// At start: what a stopped process was judging is pending again, or cancelled with its run; what waited to be written is due at once.
    /// </summary>
    public async Task<int> TakeBackAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        await ReleaseAsync(db, db.Items, cancellationToken) + await db.Items
            .Where(item => item.State == EvaluationItemState.Judged)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextWriteAt, (long?)null), cancellationToken);

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

    private Task<bool> StepAsync(
        long itemId, EvaluationItemState from, Action<UpdateSettersBuilder<ItemRow>> change, CancellationToken cancellationToken) => door.WriteAsync(
        async db => await db.Items
            .Where(item => item.Id == itemId && item.State == from)
            .ExecuteUpdateAsync(
                set =>
                {
                    change(set);
                    set.SetProperty(row => row.UpdatedAt, Now());
                },
                cancellationToken) > 0,
        cancellationToken);

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
