using SupportDashboard.Evaluations.Ledger;

namespace SupportDashboard.Evaluations;

/// <summary>Takes the items of one session from pending to judged or not judged. The writer takes them on from there.</summary>
internal sealed partial class ItemWorker(
    SessionJudge judge, ItemLedger items, JudgeSlots slots, VerdictWriter writer, EvaluationFeed feed, ILogger<ItemWorker> logger)
{
    private const string UnexpectedReason = "An unexpected error stopped the judge; the log holds the details.";

    /// <summary>Judges the items, which belong to one session, with one reading of its transcript.</summary>
    public async ValueTask WorkAsync(IReadOnlyList<ItemRow> sessionItems, CancellationToken cancellationToken)
    {
        var first = sessionItems[0];
        var source = await judge.ReadAsync(first.Project, first.SessionId, cancellationToken);
        await Task.WhenAll(sessionItems.Select(item => WorkAsync(item, source, cancellationToken)));
    }

    private async Task WorkAsync(ItemRow item, SessionSource source, CancellationToken cancellationToken)
    {
        using var slot = await slots.TakeAsync(cancellationToken);
        if (!await items.ClaimAsync(item.Id, cancellationToken))
        {
            return;
        }

        feed.Publish();
        try
        {
            await JudgeAsync(item, source, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await items.ReleaseAsync(item.Id, CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogUnexpected(item.RunId, item.Evaluator, exception);
            await items.FailAsync(item.Id, EvaluationItemState.Judging, NotJudgedReason.ModelError, UnexpectedReason, 0, 0, CancellationToken.None);
        }

        feed.Publish();
    }

    private async Task JudgeAsync(ItemRow item, SessionSource source, CancellationToken cancellationToken)
    {
        if (source.Transcript is not { } transcript)
        {
            var (kind, reason) = source.Failure!.Value;
            await items.FailAsync(item.Id, EvaluationItemState.Judging, kind, reason, 0, 0, cancellationToken);
            return;
        }

        if (EvaluatorCatalog.Find(item.Evaluator) is not { } evaluator)
        {
            await items.FailAsync(
                item.Id, EvaluationItemState.Judging, NotJudgedReason.EvaluatorMissing, $"There is no evaluator named {item.Evaluator} any more.", 0, 0, cancellationToken);
            return;
        }

        var (verdict, failure) = await judge.JudgeAsync(item, evaluator, transcript, cancellationToken);

        // What was paid for is stored also when the run was cancelled or the application stops meanwhile.
        if (verdict is not null)
        {
            await items.StoreAsync(item.Id, verdict, CancellationToken.None);
            writer.Wake();
        }
        else
        {
            await items.FailAsync(
                item.Id, EvaluationItemState.Judging, failure!.Kind, failure.Reason, failure.PromptTokens, failure.CompletionTokens, CancellationToken.None);
        }
    }

    [LoggerMessage(LogLevel.Error, "Judging an item of evaluation run {RunId} with {Evaluator} failed unexpectedly.")]
    private partial void LogUnexpected(Guid runId, string evaluator, Exception exception);
}
