using SupportDashboard.Llm;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>Makes a run's figures from the counts of its items.</summary>
internal static class RunFigures
{
    public static EvaluationRun Of(RunRow row, IReadOnlyList<RunCount> counts, IReadOnlyDictionary<string, int> reasons, LlmPrices prices)
    {
        int In(EvaluationItemState state) => counts.Where(count => count.State == state).Sum(static count => count.Items);

        // A verdict that was taken over was paid for by an earlier run.
        var paid = counts.Where(static count => !count.TakenOver).ToList();
        return new EvaluationRun
        {
            Id = row.Id,
            Project = row.Project,
            State = row.State,
            PauseReason = row.PauseReason,
            RetryOf = row.RetryOf,
            RuleId = row.RuleId,
            Sessions = row.Sessions,
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
            AlreadyJudged = counts.Where(static count => count.TakenOver).Sum(static count => count.Items),
            Reasons = reasons,
            Results = ResultsOf(counts),
            PromptTokens = paid.Sum(static count => count.PromptTokens),
            CachedTokens = paid.Sum(static count => count.CachedTokens),
            CompletionTokens = paid.Sum(static count => count.CompletionTokens),
            Cost = CostOf(paid, prices),
        };
    }

    private static List<RunResult> ResultsOf(IReadOnlyList<RunCount> counts) =>
    [
        .. counts.Where(static count => count.State is EvaluationItemState.Judged or EvaluationItemState.Written)
            .GroupBy(static count => (count.Evaluator, count.Label, count.PreviousLabel))
            .Select(static group => new RunResult(group.Key.Evaluator, group.Key.Label, group.Key.PreviousLabel, group.Sum(static count => count.Items)))
            .OrderBy(static result => result.Evaluator, StringComparer.Ordinal).ThenByDescending(static result => result.Count),
    ];

    // What used no tokens, such as code, costs nothing whatever its model is called.
    private static decimal? CostOf(IEnumerable<RunCount> counts, LlmPrices prices)
    {
        var cost = 0m;
        foreach (var count in counts.Where(static count => count.PromptTokens + count.CompletionTokens > 0))
        {
            if (prices.Cost(count.Model, count.PromptTokens, count.CachedTokens, count.CompletionTokens) is not { } price)
            {
                return null;
            }

            cost += price;
        }

        return cost;
    }
}
