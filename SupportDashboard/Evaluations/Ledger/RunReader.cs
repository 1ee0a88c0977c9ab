using Microsoft.EntityFrameworkCore;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>Reads runs and their items as the pages show them.</summary>
internal sealed class RunReader(LedgerDoor door)
{
    private const int MaxItems = 1000;

    public async Task<EvaluationRun?> FindAsync(Guid runId, CancellationToken cancellationToken)
    {
        var runs = await door.ReadAsync(
            async db => await CountAsync(db, await db.Runs.AsNoTracking().Where(run => run.Id == runId).ToListAsync(cancellationToken), cancellationToken),
            cancellationToken);
        return runs.SingleOrDefault();
    }

    /// <summary>The project's newest runs first.</summary>
    public Task<List<EvaluationRun>> RecentAsync(string project, int limit, CancellationToken cancellationToken) => door.ReadAsync(
        async db =>
        {
            var rows = await db.Runs.AsNoTracking()
                .Where(run => run.Project == project)
                .OrderByDescending(run => run.CreatedAt).ThenByDescending(run => run.Id)
                .Take(limit)
                .ToListAsync(cancellationToken);
            return await CountAsync(db, rows, cancellationToken);
        },
        cancellationToken);

    /// <summary>The run's items in the order of the request; of a large run the first thousand.</summary>
    public Task<List<EvaluationItem>> ItemsAsync(Guid runId, CancellationToken cancellationToken) => door.ReadAsync(
        async db =>
        {
            var rows = await db.Items.AsNoTracking()
                .Where(item => item.RunId == runId)
                .OrderBy(item => item.Id)
                .Take(MaxItems)
                .ToListAsync(cancellationToken);
            return rows.ConvertAll(ToItem);
        },
        cancellationToken);

    /// <summary>The session's newest item of each evaluator.</summary>
    public Task<List<EvaluationItem>> ForSessionAsync(string project, string sessionId, CancellationToken cancellationToken) => door.ReadAsync(
        async db =>
        {
            var newest = db.Items
                .Where(item => item.Project == project && item.SessionId == sessionId)
                .GroupBy(item => item.Evaluator)
                .Select(group => group.Max(item => item.Id));
            var rows = await db.Items.AsNoTracking().Where(item => newest.Contains(item.Id)).OrderBy(item => item.Evaluator).ToListAsync(cancellationToken);
            return rows.ConvertAll(ToItem);
        },
        cancellationToken);

    private static async Task<List<EvaluationRun>> CountAsync(DashboardDbContext db, List<RunRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.ConvertAll(static row => row.Id);
        var states = await db.Items
            .Where(item => ids.Contains(item.RunId))
            .GroupBy(item => new { item.RunId, item.State })
            .Select(group => new RunCount(
                group.Key.RunId, group.Key.State, group.Count(), group.Sum(item => item.TakenOver ? 0 : item.PromptTokens), group.Sum(item => item.TakenOver ? 0 : item.CompletionTokens)))
            .ToListAsync(cancellationToken);
        var reasons = await db.Items
            .Where(item => ids.Contains(item.RunId) && item.State == EvaluationItemState.NotJudged && item.Reason != null)
            .GroupBy(item => new { item.RunId, item.Reason })
            .Select(group => new { group.Key.RunId, group.Key.Reason, Count = group.Count() })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => ToRun(
            row,
            states.FindAll(count => count.RunId == row.Id),
            reasons.Where(reason => reason.RunId == row.Id).ToDictionary(static reason => reason.Reason!, static reason => reason.Count, StringComparer.Ordinal)));
    }

    private static EvaluationRun ToRun(RunRow row, List<RunCount> counts, Dictionary<string, int> reasons)
    {
        int In(EvaluationItemState state) => counts.Find(count => count.State == state)?.Items ?? 0;
        return new EvaluationRun
        {
            Id = row.Id,
            Project = row.Project,
            State = row.State,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt),
            FinishedAt = row.FinishedAt is { } finished ? DateTimeOffset.FromUnixTimeMilliseconds(finished) : null,
            Evaluators = row.Evaluators.Split(','),
            Total = counts.Sum(static count => count.Items),
            Pending = In(EvaluationItemState.Pending),
            Judging = In(EvaluationItemState.Judging),
            Judged = In(EvaluationItemState.Judged),
            Written = In(EvaluationItemState.Written),
            NotJudged = In(EvaluationItemState.NotJudged),
            Cancelled = In(EvaluationItemState.Cancelled),
            Reasons = reasons,
            PromptTokens = counts.Sum(static count => count.PromptTokens),
            CompletionTokens = counts.Sum(static count => count.CompletionTokens),
        };
    }

    private static EvaluationItem ToItem(ItemRow row) => new()
    {
        RunId = row.RunId,
        SessionId = row.SessionId,
        Evaluator = row.Evaluator,
        State = row.State,
        Label = row.Label,
        Score = row.Score,
        Explanation = row.Explanation,
        ReasonKind = row.ReasonKind,
        Reason = row.Reason,
        UpdatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.UpdatedAt),
    };
}
