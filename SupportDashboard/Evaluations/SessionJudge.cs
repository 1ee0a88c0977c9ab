using SupportDashboard.Evaluations.Checks;
using SupportDashboard.Evaluations.JudgeTraces;
using SupportDashboard.Evaluations.Ledger;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations;

/// <summary>
/// Finds the verdict for an item: an earlier one on exactly the same transcript when the run allows it, else the model's or the code's. The
/// transcript is read from Phoenix for every session anew, because the index may lag behind it.
/// </summary>
internal sealed class SessionJudge(TranscriptReader transcripts, Judge judge, ItemLedger items, JudgeTracing tracing, TimeProvider clock)
{
    /// <summary>The transcripts of several sessions; what is missing has to be read by itself.</summary>
    public Task<IReadOnlyDictionary<string, Transcript>> ReadTogetherAsync(string project, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken) =>
        transcripts.ReadPlainAsync(project, sessionIds, cancellationToken);

    /// <summary>The session's transcript; or why there is none.</summary>
    public async Task<SessionSource> ReadAsync(string project, string sessionId, CancellationToken cancellationToken)
    {
        try
        {
            return await transcripts.ReadPlainAsync(project, sessionId, cancellationToken) is { } transcript
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
        RunWork work, ItemRow item, Evaluator evaluator, Transcript transcript, IReadOnlyList<KnownVerdict> earlier)
    {
        var isCode = evaluator.Kind == EvaluatorKind.Code;
        var hash = JudgeInput.HashOf(transcript, isCode || judge.ReadsWork(evaluator));
        var model = isCode ? CodeJudge.ModelName : tracing.Connection.JudgeModelFor(evaluator.Model);
        var before = earlier.Where(verdict => verdict.Evaluator == item.Evaluator).ToList();
        var previous = before.FirstOrDefault()?.Label;
        if (!item.Again && before.Find(verdict => verdict.EvaluatorVersion == evaluator.Version && verdict.Model == model && verdict.InputHash == hash) is { } same)
        {
            return (StoredVerdict.TakenFrom(await items.GetAsync(same.ItemId, work.Waiting)) with { PreviousLabel = previous }, null);
        }

        return (isCode ? CodeJudge.Judge(evaluator, transcript, clock) : await AskAsync(work, item, evaluator, transcript)) switch
        {
            JudgedVerdict verdict => (StoredVerdict.Of(verdict) with { PreviousLabel = previous }, null),
            NotJudged failure => (null, failure),
            var other => throw new InvalidOperationException($"Unknown verdict {other.GetType().Name}."),
        };
    }

    /// <summary>The verdict of the model or the code, whatever was said before; nothing is stored, nothing traced.</summary>
    public async Task<Verdict> JudgeAnewAsync(Evaluator evaluator, Transcript transcript, CancellationToken cancellationToken) => evaluator.Kind == EvaluatorKind.Code
        ? CodeJudge.Judge(evaluator, transcript, clock)
        : await ScopedJudge.JudgeAsync(evaluator, transcript, piece => judge.JudgeAsync(evaluator, transcript, piece, trace: null, cancellationToken, cancellationToken));

    private async Task<Verdict> AskAsync(RunWork work, ItemRow item, Evaluator evaluator, Transcript transcript)
    {
        using var trace = tracing.Start(item, evaluator, transcript.TotalTurns);
        return trace.End(await ScopedJudge.JudgeAsync(evaluator, transcript, piece => judge.JudgeAsync(evaluator, transcript, piece, trace, work.Waiting, work.Calling)));
    }
}
