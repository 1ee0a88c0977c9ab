using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace SupportDashboard.Phoenix;

/// <summary>Repeats what is safe to repeat: reads, and upserts that Phoenix stores before it answers.</summary>
internal static class PhoenixRetries
{
    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, PhoenixLimits limits)
    {
        pipeline.AddTimeout(limits.TotalTimeout);
        if (limits.Retries > 0)
        {
            pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = limits.Retries,
                Delay = limits.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = static attempt => ValueTask.FromResult(IsSafe(attempt.Context) && IsTransient(attempt.Outcome)),
            });
        }

        pipeline.AddTimeout(limits.AttemptTimeout);
    }

    private static bool IsSafe(ResilienceContext context) =>
        context.GetRequestMessage() is { } request
        && (request.Method == HttpMethod.Get || request.RequestUri?.Query.Contains("sync=true", StringComparison.Ordinal) == true);

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or IOException or TimeoutRejectedException } => true,
        { Result.StatusCode: var status } => (int)status is 429 or 500 or 502 or 503 or 504,
        _ => false,
    };
}
