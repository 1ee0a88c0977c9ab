using Microsoft.EntityFrameworkCore;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Llm;

namespace SupportDashboard.Evaluations.Rules;

/// <summary>
/// Counts what a rule spent since midnight (UTC) from the ledger itself, in the same rows that a run is made of: a process that is killed at any point
/// cannot forget what it asked for.
/// </summary>
internal sealed class RuleBudget(LedgerDoor door, EvaluatorBook book, LlmConnection connection, LlmPrices prices, TimeProvider clock)
{
    // Before a rule has a verdict to go by: a conversation of a few turns with its instructions, and an answer.
    private const long UsualPrompt = 2_500;
    private const long UsualCompletion = 400;

    /// <summary>When the day began.</summary>
    public DateTimeOffset Today => new(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);

    /// <summary>What the rule has used of today.</summary>
    public async Task<RuleSpending> SpentAsync(EvaluationRule rule, CancellationToken cancellationToken)
    {
        var ruleId = rule.Id;
        var from = Today.ToUnixTimeMilliseconds();
        var uses = await door.ReadAsync(
            db => (from run in db.Runs
                   where run.RuleId == ruleId && run.CreatedAt >= @from
                   join item in db.Items on run.Id equals item.RunId
                   where !item.TakenOver && item.State != EvaluationItemState.Cancelled
                   group item by new { item.Evaluator, item.Model, IsOpen = item.State == EvaluationItemState.Pending || item.State == EvaluationItemState.Judging } into same
                   select new { same.Key.Evaluator, same.Key.Model, same.Key.IsOpen, Count = same.Count(), Prompt = same.Sum(i => i.PromptTokens), Completion = same.Sum(i => i.CompletionTokens) })
                .ToListAsync(cancellationToken),
            cancellationToken);
        var asked = uses.Where(use => AsksModel(use.Evaluator)).ToList();
        var ended = asked.Where(static use => !use.IsOpen).ToList();
        var count = ended.Sum(static use => use.Count);
        var expected = count == 0
            ? Dearest(rule, UsualPrompt, UsualCompletion)
            : Dearest(rule, ended.Sum(static use => use.Prompt) / count, ended.Sum(static use => use.Completion) / count);
        var open = asked.Where(static use => use.IsOpen).Sum(static use => use.Count);
        return new(count + open, Sum(ended.Select(use => prices.Cost(use.Model ?? ModelOf(use.Evaluator), use.Prompt, use.Completion))) + (expected * open), expected);
    }

    /// <summary>Whether the evaluator costs anything.</summary>
    public bool AsksModel(string evaluator) => book.Find(evaluator)?.Kind != EvaluatorKind.Code;

    private string ModelOf(string evaluator) => connection.JudgeModelFor(book.Find(evaluator)?.Model);

    // Evaluators may ask different models: a budget is kept by the dearest of them, and not at all when one has no known price.
    private decimal? Dearest(EvaluationRule rule, long prompt, long completion) => rule.Evaluators.Where(AsksModel).Select(ModelOf).Distinct(StringComparer.Ordinal)
        .Select(model => prices.Cost(model, prompt, completion))
        .Aggregate((decimal?)0m, static (most, cost) => most is null || cost is null ? null : Math.Max(most.Value, cost.Value));

    private static decimal? Sum(IEnumerable<decimal?> costs) => costs.Aggregate((decimal?)0m, static (sum, cost) => sum + cost);
}
