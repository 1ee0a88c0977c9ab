using SupportDashboard.Evaluations.Checks;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Llm;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations;

/// <summary>
/// Finds the verdict for an item: an earlier one on exactly the same transcript when the run allows it, else the model's or the code's. The
/// transcript is read from Phoenix for every session anew, because the index may lag behind it.
/// </summary>
internal sealed class SessionJudge(TranscriptReader transcripts, Judge judge, ItemLedger items, LlmConnection connection, TimeProvider clock)
{
    /// <summary>The session's transcript; or why there is none.</summary>
    public async Task<SessionSource> ReadAsync(string project, string sessionId, CancellationToken cancellationToken)
    {
        try
        {
            return await transcripts.ReadAsync(project, sessionId, cancellationToken) is { } transcript
                ? new(transcript, null)
                : SessionSource.Gone;
        }
        catch (PhoenixException exception) when (exception.Kind == PhoenixFailure.NotFound)
        {
            return SessionSource.Gone;
        }
        catch (PhoenixException exception)
        {
            return new(null, (NotJudgedReason.TranscriptUnreadable, $"The conversation could not be read. {exception.Message}"));
        }
    }

    /// <summary>The verdict in the ledger's columns; or why there is none.</summary>
    public async Task<(StoredVerdict? Verdict, NotJudged? Failure)> JudgeAsync(
        ItemRow item, Evaluator evaluator, Transcript transcript, CancellationToken cancellationToken)
    {
        var isCode = evaluator.Kind == EvaluatorKind.Code;
        var hash = JudgeInput.HashOf(transcript, isCode || judge.ShowsWork(evaluator));
        if (!item.Again && await items.FindSameAsync(item, evaluator.Version, isCode ? CodeJudge.ModelName : connection.JudgeModel, hash, cancellationToken) is { } earlier)
        {
            return (StoredVerdict.TakenFrom(earlier), null);
        }

        return (isCode ? CodeJudge.Judge(evaluator, transcript, clock) : await judge.JudgeAsync(evaluator, transcript, cancellationToken)) switch
        {
            JudgedVerdict verdict => (StoredVerdict.Of(verdict), null),
            NotJudged failure => (null, failure),
            var other => throw new InvalidOperationException($"Unknown verdict {other.GetType().Name}."),
        };
    }
}
