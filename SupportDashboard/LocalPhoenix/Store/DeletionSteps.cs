using System.Text.Json;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>
/// Deletes much in many small transactions, so that nobody else waits long for the writer. After each of them the store is
/// sound: what ends in the middle has deleted a part, and can be asked for again.
/// </summary>
internal sealed class DeletionSteps(TraceStore store)
{
    /// <summary>How many spans one transaction deletes at most, or about how many other rows.</summary>
    public const int RowsPerStep = 500;

    /// <summary>Deletes traces; their sessions stay, also when nothing is left in them.</summary>
    /// <returns>How many spans went.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot write at the moment; a part may be gone.</exception>
    public Task<long> DeleteTracesAsync(IReadOnlyList<long> rows, CancellationToken cancellationToken) =>
        DeleteSpansAsync("SELECT id FROM traces WHERE id IN (SELECT value FROM json_each($1))", JsonSerializer.Serialize(rows), cancellationToken);

    /// <summary>Deletes sessions with all their traces, of whatever project.</summary>
    /// <returns>How many spans went.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot write at the moment; a part may be gone.</exception>
    public async Task<long> DeleteSessionsAsync(IReadOnlyList<long> rows, CancellationToken cancellationToken)
    {
        const string Traces = "SELECT id FROM traces WHERE session_row IN (SELECT value FROM json_each($1))";
        var spans = await DeleteSpansAsync(Traces, JsonSerializer.Serialize(rows), cancellationToken);
        foreach (var chunk in rows.Chunk(RowsPerStep))
        {
            // With what came meanwhile.
            await WriteAsync(writer => Deletions.DeleteSessions(writer, chunk), cancellationToken);
        }

        return spans;
    }

    /// <summary>Deletes what has not gone on meanwhile: sessions with their traces, and traces that are in no session.</summary>
    /// <param name="old">What to delete.</param>
    /// <param name="cancellationToken">Ends it after the step in progress.</param>
    /// <returns>How many spans went.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot write at the moment; a part may be gone.</exception>
    public async Task<long> DeleteAsync(OldTraces old, CancellationToken cancellationToken)
    {
        const string Ended = "SELECT id FROM sessions WHERE id IN (SELECT value FROM json_each($1)) AND end_nanos <= $2";
        const string Loose = "SELECT id FROM traces WHERE id IN (SELECT value FROM json_each($1)) AND session_row IS NULL AND end_nanos <= $2";
        var sessions = JsonSerializer.Serialize(old.SessionRows);
        var spans = await DeleteSpansAsync($"SELECT id FROM traces WHERE session_row IN ({Ended})", [sessions, old.EndNanos], cancellationToken);
        await WriteAsync(
            writer => Deletions.DeleteSessions(writer, writer.Rows(Ended, static reader => reader.GetInt64(0), sessions, old.EndNanos)), cancellationToken);
        return spans + await DeleteSpansAsync(Loose, [JsonSerializer.Serialize(old.TraceRows), old.EndNanos], cancellationToken);
    }

    /// <summary>Deletes a project with its traces and sessions; see <see cref="Deletions.DeleteProject"/>.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot write at the moment; a part may be gone.</exception>
    public async Task DeleteProjectAsync(long row, CancellationToken cancellationToken)
    {
        // Senders may be faster: what comes from now on goes with the project itself.
        var newest = await store.ReadAsync(static reader => reader.Value<long?>("SELECT max(id) FROM traces") ?? 0, cancellationToken);
        await DeleteSpansAsync("SELECT id FROM traces WHERE project_row = $1 AND id <= $2", [row, newest], cancellationToken);
        while (await store.WriteAsync(writer => Deletions.DeleteSessionsOfProject(writer, row, RowsPerStep), RowsPerStep, cancellationToken) == RowsPerStep)
        {
            // The next ones.
        }

        await WriteAsync(writer => Deletions.DeleteProject(writer, row), cancellationToken);
    }

    private Task<long> DeleteSpansAsync(string traces, string list, CancellationToken cancellationToken) =>
        DeleteSpansAsync(traces, (object?[])[list], cancellationToken);

    private async Task<long> DeleteSpansAsync(string traces, object?[] values, CancellationToken cancellationToken)
    {
        var total = 0L;
        while (await store.WriteAsync(writer => DeleteSome(writer, traces, values), RowsPerStep, cancellationToken) is { } deleted)
        {
            total += deleted;
        }

        return total;
    }

    /// <summary>Deletes the first of the traces, as many as one step may; of one that is larger, a part.</summary>
    /// <returns>How many spans went; <see langword="null"/> when there was no trace.</returns>
    private static long? DeleteSome(StoreConnection writer, string traces, object?[] values)
    {
        const string Count = "SELECT count(*) FROM (SELECT 1 FROM spans WHERE trace_row = $1 LIMIT $2)";
        var whole = new List<long>();
        var spans = 0L;
        foreach (var trace in writer.Rows($"{traces} LIMIT {RowsPerStep / 4}", static reader => reader.GetInt64(0), values))
        {
            var count = writer.Value<long>(Count, trace, RowsPerStep + 1);
            if (spans + count > RowsPerStep)
            {
                if (whole.Count > 0)
                {
                    break;
                }

                Deletions.DeleteSpans(writer, trace, RowsPerStep);
                return RowsPerStep;
            }

            whole.Add(trace);
            spans += count;
        }

        Deletions.DeleteTraces(writer, whole);
        return whole.Count == 0 ? null : spans;
    }

    private Task<int> WriteAsync(Action<StoreConnection> delete, CancellationToken cancellationToken) => store.WriteAsync(
        writer =>
        {
            delete(writer);
            return 0;
        },
        RowsPerStep,
        cancellationToken);
}
