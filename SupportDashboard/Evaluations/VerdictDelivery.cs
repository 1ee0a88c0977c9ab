using Microsoft.Extensions.Options;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations;

/// <summary>Delivers a batch of verdicts to Phoenix and notes in the ledger what became of each.</summary>
internal sealed partial class VerdictDelivery(
    IPhoenixClient phoenix, WriteLedger ledger, ItemLedger items, RunLedger runs, SessionSync sync, IOptions<EvaluationOptions> options, TimeProvider clock, ILogger<VerdictDelivery> logger)
{
    private const int SpansPerCall = 200;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>Writes the batch; where Phoenix refuses it as a whole, one by one. False when Phoenix takes nothing at the moment.</summary>
    public async Task<bool> WriteAsync(IReadOnlyList<ItemRow> batch, CancellationToken cancellationToken)
    {
        try
        {
            await phoenix.WriteSessionAnnotationsAsync(new([.. batch.Select(VerdictAnnotation.Of)]), cancellationToken);
            await WriteSpansAsync(batch, cancellationToken);
        }
        catch (PhoenixException exception) when (IsAboutContent(exception))
        {
            if (batch.Count == 1)
            {
                await RefusedAsync(batch[0], exception, cancellationToken);
                return true;
            }

            // All or none: one unknown session keeps the others from being written.
            foreach (var item in batch)
            {
                if (!await WriteAsync([item], cancellationToken))
                {
                    return false;
                }
            }

            return true;
        }
        catch (PhoenixException exception)
        {
            LogWaiting(batch.Count, exception.Message);
            await ledger.PostponeAsync(Ids(batch), LongestPause, $"The verdict waits to be written. {exception.Message}", cancellationToken);
            return false;
        }

        await ledger.MarkWrittenAsync(Ids(batch), cancellationToken);
        await CompleteAsync(batch, cancellationToken);
        await ShowAsync(batch, cancellationToken);
        return true;
    }

    /// <summary>Before the items are marked written: a process that dies in between writes them again, over themselves.</summary>
    private async Task WriteSpansAsync(IReadOnlyList<ItemRow> batch, CancellationToken cancellationToken)
    {
        foreach (var spans in batch.SelectMany(VerdictAnnotation.SpansOf).Chunk(SpansPerCall))
        {
            await phoenix.WriteSpanAnnotationsAsync(new([.. spans]), cancellationToken);
        }
    }

    /// <summary>404: the session's spans may still be on their way. Anything else will not get better by waiting.</summary>
    private async Task RefusedAsync(ItemRow item, PhoenixException exception, CancellationToken cancellationToken)
    {
        var waited = clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(item.JudgedAt ?? item.UpdatedAt);
        if (exception.Kind == PhoenixFailure.NotFound && waited < options.Value.WriteGracePeriod)
        {
            var pause = FirstPause * Math.Pow(2, Math.Min(item.WriteAttempts, 10));
            await ledger.PostponeAsync(
                [item.Id], pause < LongestPause ? pause : LongestPause, "The verdict waits until Phoenix has taken in the conversation.", cancellationToken);
            return;
        }

        var (kind, reason) = exception.Kind == PhoenixFailure.NotFound
            ? (NotJudgedReason.SessionGone, SessionSource.GoneReason)
            : (NotJudgedReason.NotWritten, $"Phoenix did not accept the verdict. {exception.Message}");
        await items.FailAsync(item.Id, EvaluationItemState.Judged, kind, reason, 0, 0, cancellationToken);
        await CompleteAsync([item], cancellationToken);
    }

    private async Task CompleteAsync(IReadOnlyList<ItemRow> batch, CancellationToken cancellationToken)
    {
        foreach (var runId in batch.Select(static item => item.RunId).Distinct())
        {
            await runs.CompleteIfDoneAsync(runId, cancellationToken);
        }
    }

    /// <summary>Brings the new badges into the index; if that fails, the next synchronization brings them.</summary>
    private async Task ShowAsync(IReadOnlyList<ItemRow> batch, CancellationToken cancellationToken)
    {
        foreach (var project in batch.GroupBy(static item => item.Project, StringComparer.Ordinal))
        {
            try
            {
                await sync.RefreshAnnotationsAsync(project.Key, [.. project.Select(static item => item.SessionId).Distinct(StringComparer.Ordinal)], cancellationToken);
            }
            catch (PhoenixException exception)
            {
                LogNotShown(exception.Message);
            }
        }
    }

    private static bool IsAboutContent(PhoenixException exception) => exception.Kind is PhoenixFailure.NotFound or PhoenixFailure.Invalid or PhoenixFailure.TooLarge;

    private static List<long> Ids(IReadOnlyList<ItemRow> batch) => [.. batch.Select(static item => item.Id)];

    [LoggerMessage(LogLevel.Warning, "{Count} verdicts wait to be written: {Reason}")]
    private partial void LogWaiting(int count, string reason);

    [LoggerMessage(LogLevel.Information, "Verdicts were written, but the index could not be refreshed at once: {Reason}")]
    private partial void LogNotShown(string reason);
}
