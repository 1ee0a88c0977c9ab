using System.Text;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>
/// Adds pending items, many with one statement: a run may have hundreds of thousands. The unique index on the key of open items decides which
/// are new, also between two processes that add at the same time.
/// </summary>
internal static class ItemInsert
{
    private const int RowsPerStatement = 100;

    private const string Head = """
        INSERT INTO evaluation_items (run_id, project, session_id, evaluator, evaluator_version, state, open_key, again, taken_over,
          prompt_tokens, cached_tokens, completion_tokens, duration_ms, write_attempts, created_at, updated_at) VALUES
        """;

    /// <summary>Adds one item for each key that is not open already.</summary>
    /// <returns>How many were added.</returns>
    public static async Task<int> AddAsync(
        DashboardDbContext db, RunRow run, IReadOnlyList<ItemKey> keys, bool again, CancellationToken cancellationToken)
    {
        var added = 0;
        foreach (var chunk in keys.Chunk(RowsPerStatement))
        {
            await using var command = new LedgerCommand(db, Statement(chunk.Length));
            command.With("@run", run.Id);
            command.With("@project", run.Project);
            command.With("@again", again);
            command.With("@now", run.CreatedAt);
            for (var index = 0; index < chunk.Length; index++)
            {
                command.With($"@s{index}", chunk[index].SessionId);
                command.With($"@e{index}", chunk[index].Evaluator);
                command.With($"@v{index}", chunk[index].Version);
                command.With($"@k{index}", OpenKey.For(run.Project, chunk[index].SessionId, chunk[index].Evaluator));
            }

            added += await command.ExecuteAsync(cancellationToken);
        }

        return added;
    }

    private static string Statement(int rows)
    {
        var sql = new StringBuilder(Head);
        for (var index = 0; index < rows; index++)
        {
            sql.Append(index == 0 ? ' ' : ',').Append(
                $"(@run, @project, @s{index}, @e{index}, @v{index}, 'Pending', @k{index}, @again, FALSE, 0, 0, 0, 0, 0, @now, @now)");
        }

        return sql.Append(" ON CONFLICT (open_key) DO NOTHING").ToString();
    }
}
