using OpenAI.Chat;
using SupportDashboard.Llm;

namespace SupportDashboard.Evaluations.Authoring;

/// <summary>Lets an author see what an evaluator would be sent and would say. Nothing is stored: not in the ledger, not in Phoenix, no trace of the judge either.</summary>
public sealed class EvaluatorTrials
{
    /// <summary>Conversations of one trial.</summary>
    public const int MostSessions = 20;

    private const int AtOnce = 4;

    private readonly SessionJudge _sessions;
    private readonly Judge _judge;
    private readonly LlmConnection _connection;
    private readonly LlmPrices _prices;
    private readonly EvaluationOptions _options;

    internal EvaluatorTrials(SessionJudge sessions, Judge judge, LlmConnection connection, LlmPrices prices, EvaluationOptions options) =>
        (_sessions, _judge, _connection, _prices, _options) = (sessions, judge, connection, prices, options);

    /// <summary>The model that would be asked.</summary>
    public string ModelOf(Evaluator evaluator) => _connection.JudgeModelFor(evaluator.Model);

    /// <summary>What the judge would be sent; of several calls for one verdict the first.</summary>
    public async Task<PromptPreview> PreviewAsync(Evaluator evaluator, string project, string sessionId, CancellationToken cancellationToken)
    {
        var source = await _sessions.ReadAsync(project, sessionId, cancellationToken);
        if (source.Transcript is not { } transcript)
        {
            return new("", "", 0, source.Failure?.Reason);
        }

        IReadOnlyList<JudgedPiece?> pieces = evaluator.Scope == EvaluatorScope.Session ? (IReadOnlyList<JudgedPiece?>)[null] : JudgedPiece.Of(evaluator, transcript).Pieces;
        if (pieces.Count == 0)
        {
            return new("", "", 0, $"The conversation has no {evaluator.PieceName}.");
        }

        if (JudgeInput.From(evaluator, transcript, pieces[0], _options.MaxTranscriptCharacters, _judge.ShowsWork(evaluator)) is not { } input)
        {
            return new("", "", 0, "The conversation holds no messages.");
        }

        var messages = JudgePrompt.Messages(evaluator, input);
        return new(TextOf(messages[0]), TextOf(messages[1]), pieces.Count, null);
    }

    /// <summary>Judges some conversations; each result is passed on as it comes, one at a time, in no order.</summary>
    /// <exception cref="ArgumentException">Too many conversations; the message is a sentence.</exception>
    public async Task TryAsync(Evaluator evaluator, string project, IReadOnlyList<string> sessionIds, Func<TrialResult, Task> onResult, CancellationToken cancellationToken)
    {
        if (sessionIds.Count > MostSessions)
        {
            throw new ArgumentException($"One trial can hold {MostSessions} conversations.");
        }

        using var passing = new SemaphoreSlim(1);
        await Parallel.ForEachAsync(
            sessionIds.Distinct(StringComparer.Ordinal),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (sessionId, token) =>
            {
                var result = await TryAsync(evaluator, project, sessionId, token);
                await passing.WaitAsync(token);
                try
                {
                    await onResult(result);
                }
                finally
                {
                    passing.Release();
                }
            });
    }

    private async Task<TrialResult> TryAsync(Evaluator evaluator, string project, string sessionId, CancellationToken cancellationToken)
    {
        var source = await _sessions.ReadAsync(project, sessionId, cancellationToken);
        var verdict = source.Transcript is { } transcript
            ? await _sessions.JudgeAnewAsync(evaluator, transcript, cancellationToken)
            : new NotJudged(evaluator, source.Failure!.Value.Kind, source.Failure.Value.Reason);
        var cost = evaluator.Kind == EvaluatorKind.Code || verdict.PromptTokens + verdict.CompletionTokens == 0 ? 0 : _prices.Cost(ModelOf(evaluator), verdict.PromptTokens, verdict.CompletionTokens);
        return new(sessionId, verdict, _connection.IsEmbedded ? 0 : cost);
    }

    private static string TextOf(ChatMessage message) => string.Concat(message.Content.Select(static part => part.Text));
}
