using Microsoft.EntityFrameworkCore;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>The runs of the ledger: creating, cancelling and finishing them. Items change their state in <see cref="ItemLedger"/>.</summary>
internal sealed class RunLedger(LedgerDoor door, TimeProvider clock)
{
    private const int KeysPerQuery = 500;
    private const int RowsPerSave = 1000;
    private const int MaxConflicts = 5;

    /// <summary>
    /// Stores a run with one pending item for each pair that is not open already, all or nothing.
    /// Returns its id; or, when every pair is open already, the id of the newest run that works on one of them.
    /// </summary>
    public async Task<CreatedRun> CreateAsync(EvaluationRequest request, IReadOnlyList<Evaluator> evaluators, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            try
            {
                return await door.WriteAsync(db => CreateAsync(db, request, evaluators, cancellationToken), cancellationToken);
            }
            catch (DbUpdateException) when (conflicts < MaxConflicts)
            {
                // Another process opened one of the pairs between the question and the insert: ask again.
            }
        }
    }

    /// <summary>Stops a run: what is pending is cancelled. False when the run had ended already.</summary>
    public Task<bool> CancelAsync(Guid runId, CancellationToken cancellationToken) => door.WriteAsync(
        async db =>
        {
            var now = Now();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var stopped = await db.Runs.Where(run => run.Id == runId && run.State == EvaluationRunState.Running).ExecuteUpdateAsync(
                run => run.SetProperty(row => row.State, EvaluationRunState.Cancelled).SetProperty(row => row.FinishedAt, now), cancellationToken);
            if (stopped > 0)
            {
                await db.Items.Where(item => item.RunId == runId && item.State == EvaluationItemState.Pending).ExecuteUpdateAsync(
                    item => item.SetProperty(row => row.State, EvaluationItemState.Cancelled)
                        .SetProperty(row => row.OpenKey, (string?)null)
                        .SetProperty(row => row.UpdatedAt, now),
                    cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
            return stopped > 0;
        },
        cancellationToken);

    /// <summary>Marks the run completed when none of its items is open any more.</summary>
    public Task<bool> CompleteIfDoneAsync(Guid runId, CancellationToken cancellationToken) => door.WriteAsync(
        async db => await db.Runs
            .Where(run => run.Id == runId && run.State == EvaluationRunState.Running)
            .Where(run => !db.Items.Any(item => item.RunId == run.Id && item.OpenKey != null))
            .ExecuteUpdateAsync(
                run => run.SetProperty(row => row.State, EvaluationRunState.Completed).SetProperty(row => row.FinishedAt, Now()), cancellationToken) > 0,
        cancellationToken);

    /// <summary>Runs with something left to judge, oldest first.</summary>
    public Task<List<Guid>> UnfinishedAsync(CancellationToken cancellationToken) => door.ReadAsync(
        db => db.Runs
            .Where(run => run.State == EvaluationRunState.Running)
            .OrderBy(run => run.CreatedAt)
            .Select(run => run.Id)
            .ToListAsync(cancellationToken),
        cancellationToken);

    private async Task<CreatedRun> CreateAsync(
        DashboardDbContext db, EvaluationRequest request, IReadOnlyList<Evaluator> evaluators, CancellationToken cancellationToken)
    {
        var items = NewItems(Guid.CreateVersion7(clock.GetUtcNow()), request, evaluators);
        var open = await OpenAsync(db, items, cancellationToken);
        items.RemoveAll(item => open.ContainsKey(item.OpenKey!));
        if (items.Count == 0)
        {
            return new(open.Values.OrderDescending().First(), 0);
        }

        var runId = items[0].RunId;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.Runs.Add(new RunRow
        {
            Id = runId,
            Project = request.Project,
            State = EvaluationRunState.Running,
            Evaluators = string.Join(',', evaluators.Select(static evaluator => evaluator.Name)),
            CreatedAt = Now(),
        });
        foreach (var rows in items.Chunk(RowsPerSave))
        {
            db.Items.AddRange(rows);
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        await transaction.CommitAsync(cancellationToken);
        return new(runId, items.Count);
    }

    private List<ItemRow> NewItems(Guid runId, EvaluationRequest request, IReadOnlyList<Evaluator> evaluators)
    {
        var now = Now();
        return
        [
            .. from sessionId in request.SessionIds.Distinct(StringComparer.Ordinal)
               from evaluator in evaluators
               select new ItemRow
               {
                   RunId = runId,
                   Project = request.Project,
                   SessionId = sessionId,
                   Evaluator = evaluator.Name,
                   EvaluatorVersion = evaluator.Version,
                   Again = request.Again,
                   State = EvaluationItemState.Pending,
                   OpenKey = OpenKey.For(request.Project, sessionId, evaluator.Name),
                   CreatedAt = now,
                   UpdatedAt = now,
               },
        ];
    }

    private static async Task<Dictionary<string, Guid>> OpenAsync(DashboardDbContext db, List<ItemRow> items, CancellationToken cancellationToken)
    {
        var open = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var keys in items.Select(static item => item.OpenKey).Chunk(KeysPerQuery))
        {
            var rows = await db.Items.Where(item => keys.Contains(item.OpenKey)).Select(item => new { item.OpenKey, item.RunId }).ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                open[row.OpenKey!] = row.RunId;
            }
        }

        return open;
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
