using Microsoft.EntityFrameworkCore;
using SupportDashboard.Evaluations.Ledger;

namespace SupportDashboard.Evaluations;

/// <summary>The verdicts that were given in the past, from the ledger: Phoenix keeps the newest of an evaluator only.</summary>
public sealed class VerdictBook
{
    private const int MostOfAnEvaluator = 20;
    private const int MostOfASession = 400;

    private readonly LedgerDoor _door;

    internal VerdictBook(LedgerDoor door) => _door = door;

    /// <summary>
    /// The verdicts that evaluators gave on a session, by evaluator, newest first, at most 20 of each, the current one among them. One that was taken
    /// over from an earlier run is not a verdict of its own.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<EarlierVerdict>>> HistoryAsync(string project, string sessionId, CancellationToken cancellationToken)
    {
        var rows = await _door.ReadAsync(
            db => db.Items.AsNoTracking()
                .Where(item => item.Project == project && item.SessionId == sessionId && item.JudgedAt != null && !item.TakenOver)
                .OrderByDescending(item => item.Id)
                .Take(MostOfASession)
                .ToListAsync(cancellationToken),
            cancellationToken);
        return rows.GroupBy(static row => row.Evaluator, StringComparer.Ordinal).ToDictionary(
            static group => group.Key, static group => (IReadOnlyList<EarlierVerdict>)[.. group.Take(MostOfAnEvaluator).Select(Of)], StringComparer.Ordinal);
    }

    /// <summary>The verdict, or the failure, whose calls a trace holds; the one that asked, not one that took it over.</summary>
    internal Task<ItemRow?> ByTraceAsync(string traceId, CancellationToken cancellationToken) => _door.ReadAsync(
        db => db.Items.AsNoTracking().Where(item => item.TraceId == traceId).OrderBy(item => item.Id).FirstOrDefaultAsync(cancellationToken), cancellationToken);

    private static EarlierVerdict Of(ItemRow row) => new()
    {
        RunId = row.RunId,
        Label = row.Label,
        Score = row.Score,
        Explanation = row.Explanation,
        EvaluatorVersion = row.EvaluatorVersion,
        Model = row.Model,
        TurnsSeen = row.TurnCount,
        TraceId = row.TraceId,
        At = DateTimeOffset.FromUnixTimeMilliseconds(row.JudgedAt!.Value),
    };
}
