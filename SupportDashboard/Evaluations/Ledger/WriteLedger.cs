using Microsoft.EntityFrameworkCore;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>The verdicts that wait to be written to Phoenix.</summary>
internal sealed class WriteLedger(LedgerDoor door, TimeProvider clock)
{
    /// <summary>Verdicts that are due, oldest first.</summary>
    public Task<List<ItemRow>> DueAsync(int limit, CancellationToken cancellationToken) => door.ReadAsync(
        db =>
        {
            var now = Now();
            return db.Items.AsNoTracking()
                .Where(item => item.State == EvaluationItemState.Judged && (item.NextWriteAt == null || item.NextWriteAt <= now))
                .OrderBy(item => item.Id)
                .Take(limit)
                .ToListAsync(cancellationToken);
        },
        cancellationToken);

    /// <summary>When the next postponed verdict is due, or null when none is postponed.</summary>
    public Task<long?> NextDueAsync(CancellationToken cancellationToken) => door.ReadAsync(
        db => db.Items
            .Where(item => item.State == EvaluationItemState.Judged && item.NextWriteAt != null)
            .MinAsync(item => item.NextWriteAt, cancellationToken),
        cancellationToken);

    /// <summary>Judged to written.</summary>
    public Task<int> MarkWrittenAsync(IReadOnlyList<long> itemIds, CancellationToken cancellationToken) => door.WriteAsync(
        db => db.Items
            .Where(item => itemIds.Contains(item.Id) && item.State == EvaluationItemState.Judged)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, EvaluationItemState.Written)
                    .SetProperty(row => row.OpenKey, (string?)null)
                    .SetProperty(row => row.Reason, (string?)null)
                    .SetProperty(row => row.NextWriteAt, (long?)null)
                    .SetProperty(row => row.UpdatedAt, Now()),
                cancellationToken),
        cancellationToken);

    /// <summary>Leaves the verdicts judged, with the reason why they wait, and due again after the delay.</summary>
    public Task<int> PostponeAsync(IReadOnlyList<long> itemIds, TimeSpan delay, string reason, CancellationToken cancellationToken) => door.WriteAsync(
        db => db.Items
            .Where(item => itemIds.Contains(item.Id) && item.State == EvaluationItemState.Judged)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.NextWriteAt, Now() + (long)delay.TotalMilliseconds)
                    .SetProperty(row => row.WriteAttempts, row => row.WriteAttempts + 1)
                    .SetProperty(row => row.Reason, reason),
                cancellationToken),
        cancellationToken);

    /// <summary>Makes every waiting verdict due now: Phoenix answers again.</summary>
    public Task<int> HurryAsync(CancellationToken cancellationToken) => door.WriteAsync(
        db => db.Items
            .Where(item => item.State == EvaluationItemState.Judged && item.NextWriteAt != null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextWriteAt, (long?)null), cancellationToken),
        cancellationToken);

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
