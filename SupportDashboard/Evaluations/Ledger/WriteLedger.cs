using Microsoft.EntityFrameworkCore;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>The verdicts that wait to be written to Phoenix.</summary>
internal sealed class WriteLedger(LedgerDoor door, TimeProvider clock, bool isShared = false)
{
    private const string Due = """
        SELECT id FROM evaluation_items
        WHERE state = 'Judged' AND (next_write_at IS NULL OR next_write_at <= {0})
        ORDER BY id LIMIT {2}
        """;

    /// <summary>How long a verdict is left to the process that took it to write it.</summary>
    public static readonly TimeSpan Taken = TimeSpan.FromSeconds(10);

    // Taken for a while: where another dashboard shares the database, it does not write the same ones meanwhile.
    private static readonly string Take = $"UPDATE evaluation_items SET next_write_at = {{1}} WHERE {RowPick.Of(Due, "state = 'Judged'", isPostgres: true)} RETURNING *";

    /// <summary>Other dashboards write verdicts of the same ledger.</summary>
    public bool IsShared { get; } = isShared;

    /// <summary>Verdicts that are due, those that were never postponed first, at most so many; by id.</summary>
    public async Task<List<ItemRow>> DueAsync(int limit, CancellationToken cancellationToken)
    {
        var now = Now();
        var due = IsShared
            ? await door.WriteAsync(db => db.Items.FromSqlRaw(Take, now, now + (long)Taken.TotalMilliseconds, limit).AsNoTracking().ToListAsync(cancellationToken), cancellationToken)
            : await door.ReadAsync(db => LookAsync(db, now, limit, cancellationToken), cancellationToken);
        due.Sort(static (one, other) => one.Id.CompareTo(other.Id));
        return due;
    }

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

    // Two questions, each of which reads no more than it answers: asked with OR, SQLite reads and sorts all that wait.
    private static async Task<List<ItemRow>> LookAsync(DashboardDbContext db, long now, int limit, CancellationToken cancellationToken)
    {
        var waiting = db.Items.AsNoTracking().Where(item => item.State == EvaluationItemState.Judged);
        var due = await waiting.Where(item => item.NextWriteAt == null).OrderBy(item => item.Id).Take(limit).ToListAsync(cancellationToken);
        if (due.Count < limit)
        {
            due.AddRange(await waiting
                .Where(item => item.NextWriteAt <= now)
                .OrderBy(item => item.NextWriteAt).ThenBy(item => item.Id)
                .Take(limit - due.Count)
                .ToListAsync(cancellationToken));
        }

        return due;
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
