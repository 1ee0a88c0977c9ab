using System.ClientModel;
using Microsoft.Extensions.Options;
using OpenAI.Chat;
using Polly;
using Polly.Retry;
using SupportDashboard.Llm;
using SupportDashboard.Llm.Limits;

namespace SupportDashboard.Evaluations;

/// <summary>
/// Makes the judges' calls to the model, past the limiter that all of them share. A call that is refused with 429 waits as long as the server says and
/// is made again: it is given up only when it alone is refused for <see cref="EvaluationOptions.RateLimitPatience"/> while others are taken. When nothing
/// at all is taken for that long, or when the server asks for a longer pause, the failure is <see cref="LlmFailure.Saturated"/>, which concerns all.
/// Broken connections and errors of the server are tried again a few times.
/// </summary>
internal sealed class JudgeCalls
{
    // A character of English is about a quarter of a token; the answer has to be counted too.
    private const double TokensPerCharacter = 0.25;
    private const double AnswerTokens = 500;
    private const int FirstServerError = 500;

    private static readonly ResiliencePropertyKey<JudgeAttempts> Attempts = new("attempts");
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly LlmClients _models;
    private readonly ModelLimiters _limiters;
    private readonly EvaluationOptions _options;
    private readonly LlmOptions _llm;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline _retries;

    public JudgeCalls(LlmClients models, ModelLimiters limiters, IOptions<EvaluationOptions> options, IOptions<LlmOptions> llm, TimeProvider clock)
    {
        (_models, _limiters, _options, _llm, _clock) = (models, limiters, options.Value, llm.Value, clock);
        _retries = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = arguments => new(arguments.Outcome.Exception is LlmException failure && IsWorthIt(failure, arguments.Context.Properties.GetValue(Attempts, null!))),
                DelayGenerator = static arguments => new(arguments.Context.Properties.GetValue(Attempts, null!).Pause),
            })
            .Build();
    }

    /// <summary>One answer.</summary>
    /// <exception cref="LlmException">There is none.</exception>
    public async Task<ChatCompletion> CompleteAsync(
        IReadOnlyList<ChatMessage> messages, ChatCompletionOptions request, JudgeAttempts attempts, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(attempts.Waiting, cancellationToken);
        var limiter = _limiters.For(attempts.Model, _options.Concurrency);
        using var turn = limiter.Join(Size(messages));
        var context = ResilienceContextPool.Shared.Get(either.Token);
        context.Properties.Set(Attempts, attempts);
        try
        {
            // Polly's token ends the pauses; a call that has begun ends only with the caller's own.
            return await _retries.ExecuteAsync(
                static async (context, call) => await call.Self.TryAsync(call, context.CancellationToken),
                context,
                new Call(this, messages, request, turn, attempts, cancellationToken));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static double Size(IReadOnlyList<ChatMessage> messages) =>
        AnswerTokens + (messages.Sum(static message => message.Content.Sum(static part => part.Text?.Length ?? 0)) * TokensPerCharacter);

    private async Task<ChatCompletion> TryAsync(Call call, CancellationToken waiting)
    {
        await call.Turn.EnterAsync(waiting);
        if (call.Attempts.Left <= TimeSpan.Zero)
        {
            throw new LlmException(LlmFailure.Timeout, "The model did not answer in time.");
        }

        using var deadline = new CancellationTokenSource(call.Attempts.Left, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(call.Cancellation, deadline.Token);
        var started = _clock.GetTimestamp();
        try
        {
            var answer = await _models.JudgeNamed(call.Attempts.Model).CompleteChatAsync(call.Messages, call.Request, either.Token);
            call.Turn.Leave(RateHeaders.Read(answer.GetRawResponse(), _clock.GetUtcNow()));
            call.Attempts.Answered();
            return answer.Value;
        }
        catch (Exception exception) when (LlmErrors.IsFailure(exception, call.Cancellation))
        {
            throw Failed(call, exception);
        }
        finally
        {
            call.Attempts.Worked(_clock.GetElapsedTime(started));
        }
    }

    private LlmException Failed(Call call, Exception exception)
    {
        var failure = LlmErrors.Translate(exception);
        var headers = RateHeaders.Read((exception as ClientResultException)?.GetRawResponse(), _clock.GetUtcNow());
        if (failure.Kind == LlmFailure.RateLimited)
        {
            call.Turn.Refused(headers);
        }
        else
        {
            call.Turn.Leave(null);
        }

        call.Attempts.Failed(failure, headers.RetryAfter, _clock.GetTimestamp());
        return failure.Kind == LlmFailure.RateLimited && IsSaturated(call.Attempts)
            ? new(LlmFailure.Saturated, "The model's server has taken no request for a long time, or asks for a long pause.", exception)
            : failure;
    }

    private bool IsSaturated(JudgeAttempts attempts) =>
        attempts.RetryAfter > _options.RateLimitPatience || (IsPatienceOver(attempts) && !_limiters.For(attempts.Model, _options.Concurrency).SucceededSince(attempts.RefusedSince));

    private bool IsPatienceOver(JudgeAttempts attempts) => _clock.GetElapsedTime(attempts.RefusedSince) >= _options.RateLimitPatience;

    private bool IsWorthIt(LlmException failure, JudgeAttempts attempts)
    {
        if (failure.Kind == LlmFailure.RateLimited)
        {
            attempts.Pause = attempts.RetryAfter ?? Growing(attempts.Refusals, LongestPause);
            return !IsPatienceOver(attempts);
        }

        attempts.Pause = attempts.RetryAfter is { } asked && asked < LongestPause ? asked : Growing(attempts.Faults, _llm.MaxRetryDelay);
        return attempts.Faults <= _llm.MaxRetries && IsPassing(failure);
    }

    private static bool IsPassing(LlmException failure) => failure.Kind == LlmFailure.Unreachable
        || (failure.Kind == LlmFailure.Malformed && failure.InnerException is IOException or HttpRequestException or ClientResultException { Status: 0 })
        || (failure.Kind == LlmFailure.Unexpected && failure.InnerException is ClientResultException { Status: >= FirstServerError });

    // Not all at the same moment again.
    private static TimeSpan Growing(int failures, TimeSpan longest)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(failures - 1, 10)) * (0.75 + (Random.Shared.NextDouble() / 2));
        return pause < longest ? pause : longest;
    }

    private sealed record Call(
        JudgeCalls Self, IReadOnlyList<ChatMessage> Messages, ChatCompletionOptions Request, ModelTurn Turn, JudgeAttempts Attempts, CancellationToken Cancellation);
}
