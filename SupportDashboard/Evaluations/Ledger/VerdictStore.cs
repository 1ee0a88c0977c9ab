using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>
/// Stores verdicts with one statement that every database understands. It is the statement made most often in a run, and twenty columns
/// through a query translator cost more than the write itself. It is prepared once for many; PostgreSQL gets all of them in one message.
/// </summary>
internal static class VerdictStore
{
    private const string Sql = """
        UPDATE evaluation_items SET state = 'Judged', label = @label, previous_label = @previous_label, score = @score, explanation = @explanation, evidence = @evidence,
          manipulation = @manipulation, spans = @spans, annotator_kind = @annotator_kind, model = @model, turn_count = @turn_count, input_hash = @input_hash,
          cut = @cut, evaluator_version = @evaluator_version, taken_over = @taken_over, prompt_tokens = @prompt_tokens, cached_tokens = @cached_tokens,
          completion_tokens = @completion_tokens, duration_ms = @duration_ms, trace_id = @trace_id, judged_at = @now, updated_at = @now, next_write_at = @next_write_at
        WHERE id = @id AND state = 'Judging'
        """;

    /// <summary>Judging to judged; false for each item that is not being judged.</summary>
    public static Task<bool[]> StoreAsync(DashboardDbContext db, IReadOnlyList<VerdictChange> changes) =>
        db.Database.IsNpgsql() ? StoreTogetherAsync(db, changes) : StoreEachAsync(db, changes);

    private static async Task<bool[]> StoreEachAsync(DashboardDbContext db, IReadOnlyList<VerdictChange> changes)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = Sql;
        var stored = new bool[changes.Count];
        for (var index = 0; index < changes.Count; index++)
        {
            var number = 0;
            foreach (var (name, value) in Values(changes[index]))
            {
                if (index == 0)
                {
                    Add(command, name);
                }

                command.Parameters[number++].Value = value ?? DBNull.Value;
            }

            stored[index] = await command.ExecuteNonQueryAsync() > 0;
        }

        return stored;
    }

    private static async Task<bool[]> StoreTogetherAsync(DashboardDbContext db, IReadOnlyList<VerdictChange> changes)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
        var commands = new List<NpgsqlBatchCommand>(changes.Count);
        foreach (var change in changes)
        {
            var command = new NpgsqlBatchCommand(Sql);
            foreach (var (name, value) in Values(change))
            {
                command.Parameters.Add(new NpgsqlParameter(name, value is string text ? PostgresText.Encode(text) : value ?? DBNull.Value));
            }

            batch.BatchCommands.Add(command);
            commands.Add(command);
        }

        await batch.ExecuteNonQueryAsync();
        return [.. commands.Select(static command => command.RecordsAffected > 0)];
    }

    private static void Add(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
    }

    private static IEnumerable<(string Name, object? Value)> Values(VerdictChange change)
    {
        var verdict = change.Verdict;
        yield return ("@id", change.ItemId);
        yield return ("@now", change.Now);
        yield return ("@next_write_at", change.NextWriteAt);
        yield return ("@label", verdict.Label);
        yield return ("@previous_label", verdict.PreviousLabel);
        yield return ("@score", verdict.Score);
        yield return ("@explanation", verdict.Explanation);
        yield return ("@evidence", verdict.Evidence);
        yield return ("@manipulation", verdict.Manipulation);
        yield return ("@spans", verdict.Spans);
        yield return ("@annotator_kind", verdict.AnnotatorKind);
        yield return ("@model", verdict.Model);
        yield return ("@turn_count", verdict.TurnCount);
        yield return ("@input_hash", verdict.InputHash);
        yield return ("@cut", verdict.Cut);
        yield return ("@evaluator_version", verdict.EvaluatorVersion);
        yield return ("@taken_over", verdict.TakenOver);
        yield return ("@prompt_tokens", verdict.PromptTokens);
        yield return ("@cached_tokens", verdict.CachedTokens);
        yield return ("@completion_tokens", verdict.CompletionTokens);
        yield return ("@duration_ms", verdict.DurationMs);
        yield return ("@trace_id", verdict.TraceId);
    }
}
