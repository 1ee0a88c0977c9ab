using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SupportDashboard.Llm;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>Reads runs and their items as the pages show them. The figures of a run that has ended are counted once.</summary>
internal sealed class RunReader(LedgerDoor door, LlmPrices prices)
{
    private const int MaxItems = 1000;
    private const int MostKept = 200;
    private const string PausedByPerson = "The run that asks for it is paused.";

    private readonly ConcurrentDictionary<Guid, EvaluationRun> _ended = new();

    public Task<EvaluationRun?> FindAsync(Guid runId, CancellationToken cancellationToken) => door.ReadAsync(
        async db => await db.Runs.AsNoTracking().SingleOrDefaultAsync(run => run.Id == runId, cancellationToken) is { } row
            ? await CountAsync(db, row, cancellationToken)
            : null,
        cancellationToken);

    /// <summary>The project's newest runs first.</summary>
    public Task<List<EvaluationRun>> RecentAsync(string project, int limit, CancellationToken cancellationToken) => door.ReadAsync(
        async db =>
        {
            var rows = await db.Runs.AsNoTracking()
                .Where(run => run.Project == project)
                .OrderByDescending(run => run.CreatedAt).ThenByDescending(run => run.Id)
                .Take(limit)
                .ToListAsync(cancellationToken);
            var runs = new List<EvaluationRun>(rows.Count);
            foreach (var row in rows)
            {
                runs.Add(await CountAsync(db, row, cancellationToken));
            }

            return runs;
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

    /// <summary>A page of the run's items in the order of the request.</summary>
    public Task<List<EvaluationItem>> ItemsAsync(Guid runId, RunItemsFilter filter, int skip, int take, CancellationToken cancellationToken) => door.ReadAsync(
        async db =>
        {
            var items = db.Items.AsNoTracking().Where(item => item.RunId == runId);
            items = filter.Evaluator is { } evaluator ? items.Where(item => item.Evaluator == evaluator) : items;
            items = filter.Label is { } label ? items.Where(item => item.Label == label) : items;
            items = filter.PreviousLabel is { } previous ? items.Where(item => item.PreviousLabel == previous) : items;
            items = filter.Reason is { } reason ? items.Where(item => item.State == EvaluationItemState.NotJudged && item.Reason == reason) : items;
            return (await items.OrderBy(item => item.Id).Skip(skip).Take(take).ToListAsync(cancellationToken)).ConvertAll(ToItem);
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
            var runIds = rows.Where(static row => row.State == EvaluationItemState.Pending).Select(static row => row.RunId).ToList();
            var paused = await db.Runs
                .Where(run => runIds.Contains(run.Id) && run.State == EvaluationRunState.Paused)
                .ToDictionaryAsync(static run => run.Id, static run => run.PauseReason ?? PausedByPerson, cancellationToken);
            return rows.ConvertAll(row => row.State == EvaluationItemState.Pending && paused.TryGetValue(row.RunId, out var reason)
                ? ToItem(row) with { IsPaused = true, Reason = reason }
                : ToItem(row));
        },
        cancellationToken);

    private async Task<EvaluationRun> CountAsync(DashboardDbContext db, RunRow row, CancellationToken cancellationToken)
    {
        if (_ended.TryGetValue(row.Id, out var known))
        {
            return known;
        }

        var counts = await db.Items
            .Where(item => item.RunId == row.Id)
            .GroupBy(item => new { item.State, item.Evaluator, item.Label, item.PreviousLabel, item.Model, item.TakenOver })
            .Select(group => new RunCount(
                group.Key.State, group.Key.Evaluator, group.Key.Label, group.Key.PreviousLabel, group.Key.Model, group.Key.TakenOver, group.Count(),
                group.Sum(item => item.PromptTokens), group.Sum(item => item.CachedTokens), group.Sum(item => item.CompletionTokens)))
            .ToListAsync(cancellationToken);
        var reasons = await db.Items
            .Where(item => item.RunId == row.Id && item.State == EvaluationItemState.NotJudged && item.Reason != null)
            .GroupBy(item => item.Reason)
            .Select(group => new { Reason = group.Key, Count = group.Count() })
            .ToDictionaryAsync(static reason => reason.Reason!, static reason => reason.Count, StringComparer.Ordinal, cancellationToken);
        var run = RunFigures.Of(row, counts, reasons, prices);
        if (!run.IsOpen && _ended.Count < MostKept)
        {
            _ended.TryAdd(row.Id, run);
        }

        return run;
    }

    private static EvaluationItem ToItem(ItemRow row) => new()
    {
        RunId = row.RunId,
        SessionId = row.SessionId,
        Evaluator = row.Evaluator,
        State = row.State,
        Label = row.Label,
        PreviousLabel = row.PreviousLabel,
        Score = row.Score,
        Explanation = row.Explanation,
        ReasonKind = row.ReasonKind,
        Reason = row.Reason,
        TraceId = row.TraceId,
        UpdatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.UpdatedAt),
    };
}
