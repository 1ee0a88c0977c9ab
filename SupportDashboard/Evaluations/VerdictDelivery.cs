using Microsoft.Extensions.Options;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Evaluations;

/// <summary>Delivers a batch of verdicts to Phoenix and notes in the ledger what became of each.</summary>
internal sealed partial class VerdictDelivery(
    IPhoenixClient phoenix, WriteLedger ledger, ItemLedger items, RunLedger runs, VerdictBadges badges, IOptions<EvaluationOptions> options, TimeProvider clock, ILogger<VerdictDelivery> logger)
{
    private const int SpansPerCall = 200;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>Writes the batch; where Phoenix refuses it as a whole, in halves down to the single one. False when Phoenix takes nothing at the moment.</summary>
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

            // All or none: one unknown session keeps the others from being written. Halves find it with a few calls.
            return await WriteAsync([.. batch.Take(batch.Count / 2)], cancellationToken) && await WriteAsync([.. batch.Skip(batch.Count / 2)], cancellationToken);
        }
        catch (PhoenixException exception)
        {
            LogWaiting(batch.Count, exception.Message);
            await ledger.PostponeAsync(Ids(batch), LongestPause, $"The verdict waits to be written. {exception.Message}", cancellationToken);
            return false;
        }

        await ledger.MarkWrittenAsync(Ids(batch), cancellationToken);
        await CompleteAsync(batch, cancellationToken);
        badges.Show(batch);
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
        await items.FailAsync(item.Id, EvaluationItemState.Judged, kind, reason);
        badges.Failed(item, reason);
        await CompleteAsync([item], cancellationToken);
    }

    private async Task CompleteAsync(IReadOnlyList<ItemRow> batch, CancellationToken cancellationToken)
    {
        foreach (var runId in batch.Select(static item => item.RunId).Distinct())
        {
            await runs.CompleteIfDoneAsync(runId, cancellationToken);
        }
    }

    private static bool IsAboutContent(PhoenixException exception) => exception.Kind is PhoenixFailure.NotFound or PhoenixFailure.Invalid or PhoenixFailure.TooLarge;

    private static List<long> Ids(IReadOnlyList<ItemRow> batch) => [.. batch.Select(static item => item.Id)];

    [LoggerMessage(LogLevel.Warning, "{Count} verdicts wait to be written: {Reason}")]
    private partial void LogWaiting(int count, string reason);
}
