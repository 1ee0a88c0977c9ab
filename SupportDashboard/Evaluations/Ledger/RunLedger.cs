using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>The runs of the ledger: creating, pausing, cancelling and finishing them. Items change their state in <see cref="ItemLedger"/>.</summary>
internal sealed class RunLedger(LedgerDoor door, TimeProvider clock)
{
    private const int KeysPerQuery = 500;

    /// <summary>
    /// Stores a run with one pending item for each pair of session and evaluator that is not open already, all or nothing. What only waits in a paused run is
    /// taken away from it. Returns the run's id; or, when every pair is open already, the id of the newest run that works on one of them.
    /// </summary>
    public Task<CreatedRun> CreateAsync(EvaluationRequest request, IReadOnlyList<Evaluator> evaluators, CancellationToken cancellationToken) => CreateAsync(
        request.Project,
        [
            .. from sessionId in request.SessionIds.Distinct(StringComparer.Ordinal)
               from evaluator in evaluators
               select new ItemKey(sessionId, evaluator.Name, evaluator.Version),
        ],
        request.Again,
        (request.RuleId, null),
        cancellationToken);

    /// <summary>As the other, for chosen pairs.</summary>
    public Task<CreatedRun> CreateAsync(
        string project, IReadOnlyList<ItemKey> keys, bool again, (Guid? Rule, Guid? RetryOf) cause, CancellationToken cancellationToken) => door.WriteAsync(
        async db =>
        {
            var run = new RunRow
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                Project = project,
                State = EvaluationRunState.Running,
                Evaluators = string.Join(',', keys.Select(static key => key.Evaluator).Distinct(StringComparer.Ordinal)),
                Sessions = keys.Select(static key => key.SessionId).Distinct(StringComparer.Ordinal).Count(),
                RuleId = cause.Rule,
                RetryOf = cause.RetryOf,
                CreatedAt = Now(),
            };
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            db.Runs.Add(run);
            await db.SaveChangesAsync(cancellationToken);
            await TakeFromPausedAsync(db, project, keys, cancellationToken);
            var added = await ItemInsert.AddAsync(db, run, keys, again, cancellationToken);
            if (added == 0)
            {
                await transaction.RollbackAsync(cancellationToken);
                return new(await NewestOpenAsync(db, project, keys, cancellationToken) ?? throw new InvalidOperationException("Nothing was asked for."), 0);
            }

            await transaction.CommitAsync(cancellationToken);
            return new CreatedRun(run.Id, added);
        },
        cancellationToken);

    /// <summary>Stops a run: what is pending is cancelled. False when the run had ended already.</summary>
    public Task<bool> CancelAsync(Guid runId, CancellationToken cancellationToken) => door.WriteAsync(
        async db =>
        {
            var now = Now();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var stopped = await db.Runs
                .Where(run => run.Id == runId && (run.State == EvaluationRunState.Running || run.State == EvaluationRunState.Paused))
                .ExecuteUpdateAsync(
                    run => run.SetProperty(row => row.State, EvaluationRunState.Cancelled).SetProperty(row => row.PauseReason, (string?)null).SetProperty(row => row.FinishedAt, now),
                    cancellationToken);
            if (stopped > 0)
            {
                await GiveUpAsync(db.Items.Where(item => item.RunId == runId), now, cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
            return stopped > 0;
        },
        cancellationToken);

    /// <summary>Running to paused. False when the run does not run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="reason">Why, as a sentence; null when a person wants it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<bool> PauseAsync(Guid runId, string? reason, CancellationToken cancellationToken) =>
        StepAsync(runId, EvaluationRunState.Running, EvaluationRunState.Paused, set => set.SetProperty(row => row.PauseReason, reason), cancellationToken);

    /// <summary>Paused to running. False when the run is not paused.</summary>
    public Task<bool> ResumeAsync(Guid runId, CancellationToken cancellationToken) =>
        StepAsync(runId, EvaluationRunState.Paused, EvaluationRunState.Running, set => set.SetProperty(row => row.PauseReason, (string?)null), cancellationToken);

    /// <summary>Marks the run completed when none of its items is open any more.</summary>
    public Task<bool> CompleteIfDoneAsync(Guid runId, CancellationToken cancellationToken) => door.WriteAsync(
        async db => await db.Runs
            .Where(run => run.Id == runId && (run.State == EvaluationRunState.Running || run.State == EvaluationRunState.Paused))
            .Where(run => !db.Items.Any(item => item.RunId == run.Id && item.State == EvaluationItemState.Pending))
            .Where(run => !db.Items.Any(item => item.RunId == run.Id && item.State == EvaluationItemState.Judging))
            .Where(run => !db.Items.Any(item => item.RunId == run.Id && item.State == EvaluationItemState.Judged))
            .ExecuteUpdateAsync(
                run => run.SetProperty(row => row.State, EvaluationRunState.Completed)
                    .SetProperty(row => row.PauseReason, (string?)null)
                    .SetProperty(row => row.FinishedAt, Now()),
                cancellationToken) > 0,
        cancellationToken);

    /// <summary>Whether anything of a running run still waits for its turn.</summary>
    public Task<bool> HasPendingAsync(Guid runId, CancellationToken cancellationToken) => door.ReadAsync(
        db => db.Runs.AnyAsync(
            run => run.Id == runId && run.State == EvaluationRunState.Running && db.Items.Any(item => item.RunId == runId && item.State == EvaluationItemState.Pending), cancellationToken),
        cancellationToken);

    /// <summary>Runs with something left to judge, oldest first. Paused ones stay paused.</summary>
    public Task<List<Guid>> UnfinishedAsync(CancellationToken cancellationToken) => door.ReadAsync(
        db => db.Runs
            .Where(run => run.State == EvaluationRunState.Running)
            .OrderBy(run => run.CreatedAt)
            .Select(run => run.Id)
            .ToListAsync(cancellationToken),
        cancellationToken);

    /// <summary>The run as stored, or null.</summary>
    public Task<RunRow?> FindAsync(Guid runId, CancellationToken cancellationToken) =>
        door.ReadAsync(db => db.Runs.AsNoTracking().SingleOrDefaultAsync(run => run.Id == runId, cancellationToken), cancellationToken);

    /// <summary>The pairs of a run that ended without a verdict.</summary>
    public Task<List<ItemKey>> FailuresAsync(Guid runId, CancellationToken cancellationToken) => door.ReadAsync(
        db => db.Items
            .Where(item => item.RunId == runId && item.State == EvaluationItemState.NotJudged)
            .OrderBy(item => item.Id)
            .Select(item => new ItemKey(item.SessionId, item.Evaluator, item.EvaluatorVersion))
            .ToListAsync(cancellationToken),
        cancellationToken);

    private static Task<int> GiveUpAsync(IQueryable<ItemRow> items, long now, CancellationToken cancellationToken) => items
        .Where(item => item.State == EvaluationItemState.Pending)
        .ExecuteUpdateAsync(
            item => item.SetProperty(row => row.State, EvaluationItemState.Cancelled).SetProperty(row => row.OpenKey, (string?)null).SetProperty(row => row.UpdatedAt, now),
            cancellationToken);

    private async Task TakeFromPausedAsync(DashboardDbContext db, string project, IReadOnlyList<ItemKey> keys, CancellationToken cancellationToken)
    {
        var paused = await db.Runs.Where(run => run.Project == project && run.State == EvaluationRunState.Paused).Select(run => run.Id).ToListAsync(cancellationToken);
        if (paused.Count == 0)
        {
            return;
        }

        foreach (var chunk in OpenKeys(project, keys))
        {
            await GiveUpAsync(db.Items.Where(item => chunk.Contains(item.OpenKey) && paused.Contains(item.RunId)), Now(), cancellationToken);
        }
    }

    private static async Task<Guid?> NewestOpenAsync(DashboardDbContext db, string project, IReadOnlyList<ItemKey> keys, CancellationToken cancellationToken)
    {
        Guid? newest = null;
        foreach (var chunk in OpenKeys(project, keys))
        {
            var runs = await db.Items.Where(item => chunk.Contains(item.OpenKey)).Select(item => item.RunId).Distinct().ToListAsync(cancellationToken);
            newest = runs.Append(newest ?? Guid.Empty).Max() is var found && found != Guid.Empty ? found : newest;
        }

        return newest;
    }

    private static IEnumerable<string?[]> OpenKeys(string project, IReadOnlyList<ItemKey> keys) =>
        keys.Select(key => (string?)OpenKey.For(project, key.SessionId, key.Evaluator)).Chunk(KeysPerQuery);

    private Task<bool> StepAsync(
        Guid runId, EvaluationRunState from, EvaluationRunState to, Action<UpdateSettersBuilder<RunRow>> change, CancellationToken cancellationToken) => door.WriteAsync(
        async db => await db.Runs.Where(run => run.Id == runId && run.State == from).ExecuteUpdateAsync(
            set =>
            {
                change(set);
                set.SetProperty(row => row.State, to);
            },
            cancellationToken) > 0,
        cancellationToken);

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
