using Microsoft.Extensions.Options;
using OpenAI.Chat;
using SupportDashboard.Llm;
using SupportDashboard.Phoenix;
using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations;

/// <summary>
/// Asks the model for one verdict on one transcript. Expected failures are values: whatever goes wrong with the model comes back as
/// <see cref="NotJudged"/> with the reason, never as a score.
/// </summary>
public sealed class Judge(LlmClients models, LlmConnection connection, IOptions<EvaluationOptions> options, TimeProvider clock)
{
    private const int Attempts = 2;
    private const int LongestEcho = 4000;

    /// <summary>Judges; throws only when the caller's own token asked.</summary>
    public async Task<Verdict> JudgeAsync(Evaluator evaluator, Transcript transcript, CancellationToken cancellationToken)
    {
        if (JudgeInput.From(transcript, options.Value.MaxTranscriptCharacters, ShowsWork(evaluator)) is not { } input)
        {
            return new NotJudged(evaluator, NotJudgedReason.NothingToJudge, "The conversation holds no messages.");
        }

        using var deadline = new CancellationTokenSource(options.Value.JudgeDeadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var usage = new JudgeUsage(clock);
        try
        {
            return usage.Put(await AskAsync(evaluator, transcript, input, usage, either.Token));
        }
        catch (Exception exception) when (LlmErrors.IsFailure(exception, cancellationToken))
        {
            var (kind, reason) = JudgeFailures.Of(LlmErrors.Translate(exception));
            return usage.Put(new NotJudged(evaluator, kind, reason));
        }
    }

    /// <summary>Whether the judge is shown the work behind the answers: as the evaluator says; the embedded model, which costs nothing, always is.</summary>
    public bool ShowsWork(Evaluator evaluator) => evaluator.SeesWork || connection.IsEmbedded;

    private async Task<Verdict> AskAsync(Evaluator evaluator, Transcript transcript, JudgeInput input, JudgeUsage usage, CancellationToken cancellationToken)
    {
        var messages = JudgePrompt.Messages(evaluator, input);
        var request = new ChatCompletionOptions { ResponseFormat = JudgeSchema.For(evaluator), Temperature = evaluator.Temperature };
        var problem = "";
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            ChatCompletion completion = await models.Judge.CompleteChatAsync(messages, request, cancellationToken);
            usage.Add(completion.Usage);
            if (completion.FinishReason == ChatFinishReason.ContentFilter)
            {
                throw new LlmException(LlmFailure.Filtered, "A content filter withheld the verdict.");
            }

            if (!string.IsNullOrEmpty(completion.Refusal))
            {
                throw new LlmException(LlmFailure.Refused, "The model declined.");
            }

            var text = string.Concat(completion.Content.Select(static part => part.Text));
            if (JudgeAnswer.Read(text, evaluator, out problem) is { } answer)
            {
                return Verdict(evaluator, transcript, input, answer);
            }

            problem = completion.FinishReason == ChatFinishReason.Length ? "It is cut off at the model's output limit." : problem;
            messages.Add(new AssistantChatMessage(text.Length == 0 ? "(empty)" : text.Length > LongestEcho ? text[..LongestEcho] : text));
            messages.Add(JudgePrompt.Repair(problem));
        }

        return new NotJudged(evaluator, NotJudgedReason.InvalidAnswer, $"The model's answer could not be used. {problem}");
    }

    private JudgedVerdict Verdict(Evaluator evaluator, Transcript transcript, JudgeInput input, JudgeAnswer answer) =>
        new(evaluator, answer.Choice, answer.Explanation, EvidenceCheck.Check(answer.Evidence, transcript.Turns))
        {
            Model = connection.JudgeModel,
            AnnotatorKind = connection.IsEmbedded ? AnnotatorKinds.Code : AnnotatorKinds.Llm,
            TurnsSeen = input.TurnCount,
            InputHash = input.Hash,
            Cut = input.Cut,
            Manipulation = ManipulationCheck.Find(transcript.Turns, input.ShowsWork),
        };
}
