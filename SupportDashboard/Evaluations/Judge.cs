using OpenAI.Chat;
using SupportDashboard.Evaluations.JudgeTraces;
using SupportDashboard.Llm;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations;

/// <summary>
/// Asks the model for one verdict on one transcript. Expected failures are values: whatever goes wrong with the model comes back as
/// <see cref="NotJudged"/> with the reason, never as a score.
/// </summary>
public sealed class Judge
{
    private const int Attempts = 2;
    private const int LongestEcho = 4000;

    private readonly JudgeCalls _calls;
    private readonly LlmConnection _connection;
    private readonly EvaluationOptions _options;
    private readonly TimeProvider _clock;

    internal Judge(JudgeCalls calls, LlmConnection connection, EvaluationOptions options, TimeProvider clock)
    {
        _calls = calls;
        _connection = connection;
        _options = options;
        _clock = clock;
    }

    /// <summary>Judges; throws only when the caller's own token asked.</summary>
    public Task<Verdict> JudgeAsync(Evaluator evaluator, Transcript transcript, CancellationToken cancellationToken) =>
        JudgeAsync(evaluator, transcript, null, null, cancellationToken, cancellationToken);

    /// <summary>Judges; throws only when one of the caller's own tokens asked.</summary>
    /// <param name="evaluator">What is asked.</param>
    /// <param name="transcript">About what.</param>
    /// <param name="piece">The part that is judged; null for all of it.</param>
    /// <param name="trace">Where every call to the model is noted; null for nowhere.</param>
    /// <param name="waiting">Ends the wait for a place among the calls, but no call that has begun and is paid for.</param>
    /// <param name="cancellationToken">Ends everything.</param>
    internal async Task<Verdict> JudgeAsync(Evaluator evaluator, Transcript transcript, JudgedPiece? piece, JudgeTrace? trace, CancellationToken waiting, CancellationToken cancellationToken)
    {
        if (JudgeInput.From(evaluator, transcript, piece, _options.MaxTranscriptCharacters, ShowsWork(evaluator)) is not { } input)
        {
            return new NotJudged(evaluator, NotJudgedReason.NothingToJudge, "The conversation holds no messages.");
        }

        var usage = new JudgeUsage(_clock);
        try
        {
            return usage.Put(await AskAsync(evaluator, transcript, input, usage, new JudgeAttempts(_options.JudgeDeadline, waiting) { Model = _connection.JudgeModelFor(evaluator.Model), Trace = trace }, cancellationToken));
        }
        catch (Exception exception) when (LlmErrors.IsFailure(exception, cancellationToken) && !(exception is OperationCanceledException && waiting.IsCancellationRequested))
        {
            var failure = LlmErrors.Translate(exception);
            var (kind, reason) = JudgeFailures.Of(failure, _connection.IsEmbedded);
            return usage.Put(new NotJudged(evaluator, kind, reason) { ConcernsAll = JudgeFailures.IsForAll(failure) });
        }
    }

    /// <summary>Whether the judge is shown the work behind the answers: as the evaluator says; the embedded model, which costs nothing, always is.</summary>
    public bool ShowsWork(Evaluator evaluator) => evaluator.SeesWork || _connection.IsEmbedded;

    /// <summary>Whether its verdict depends on that work: then a conversation in which only the work changed is judged anew.</summary>
    public bool ReadsWork(Evaluator evaluator) => ShowsWork(evaluator) || JudgeInput.ReadsWork(evaluator);

    private async Task<Verdict> AskAsync(Evaluator evaluator, Transcript transcript, JudgeInput input, JudgeUsage usage, JudgeAttempts attempts, CancellationToken cancellationToken)
    {
        var messages = JudgePrompt.Messages(evaluator, input);
        var request = JudgeRequest.For(evaluator);
        var problem = "";
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            using var call = attempts.Trace?.StartCall(attempts.Model, messages, request);
            var completion = await _calls.CompleteAsync(messages, request, attempts, cancellationToken);
            call?.Answered(completion);
            usage.Add(completion.Usage);
            ThrowIfWithheld(completion);
            var text = string.Concat(completion.Content.Select(static part => part.Text));
            if (JudgeAnswer.Read(text, evaluator, out problem) is { } answer)
            {
                call?.Accept();
                return Verdict(evaluator, transcript, input, answer);
            }

            problem = completion.FinishReason == ChatFinishReason.Length ? "It is cut off at the model's output limit." : problem;
            call?.Reject($"The answer could not be used. {problem}");
            messages.Add(new AssistantChatMessage(text.Length == 0 ? "(empty)" : text.Length > LongestEcho ? text[..LongestEcho] : text));
            messages.Add(JudgePrompt.Repair(problem));
        }

        return new NotJudged(evaluator, NotJudgedReason.InvalidAnswer, $"The model's answer could not be used. {problem}");
    }

    private static void ThrowIfWithheld(ChatCompletion completion)
    {
        if (completion.FinishReason == ChatFinishReason.ContentFilter)
        {
            throw new LlmException(LlmFailure.Filtered, "A content filter withheld the verdict.");
        }

        if (!string.IsNullOrEmpty(completion.Refusal))
        {
            throw new LlmException(LlmFailure.Refused, "The model declined.");
        }
    }

    private JudgedVerdict Verdict(Evaluator evaluator, Transcript transcript, JudgeInput input, JudgeAnswer answer) =>
        new(evaluator, answer.Choice, answer.Explanation, EvidenceCheck.Check(answer.Evidence, transcript.Turns, input.Piece))
        {
            Model = _connection.JudgeModelFor(evaluator.Model),
            AnnotatorKind = _connection.IsEmbedded ? AnnotatorKinds.Code : AnnotatorKinds.Llm,
            TurnsSeen = input.TurnCount,
            InputHash = input.Hash,
            Cut = input.Cut,
            Manipulation = ManipulationOf(transcript, input.Piece, input.ShowsWork || JudgeInput.ReadsWork(evaluator)),
        };

    private static IReadOnlyList<JudgeQuote> ManipulationOf(Transcript transcript, JudgedPiece? piece, bool withWork) =>
        piece is null ? TranscriptDigest.Of(transcript).Suspicious(withWork) : ManipulationCheck.Find([piece.Turn], withWork);
}
