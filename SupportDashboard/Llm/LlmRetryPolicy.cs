using System.ClientModel.Primitives;

namespace SupportDashboard.Llm;

/// <summary>
/// The client's own policy (408, 429, 5xx and broken connections, before the answer's first byte, growing pauses), with two limits:
/// a pause is never longer than <see cref="LlmOptions.MaxRetryDelay"/>, because a person is waiting, and a silent server is not asked again.
/// </summary>
internal sealed class LlmRetryPolicy(LlmOptions options) : ClientRetryPolicy(options.MaxRetries)
{
    protected override TimeSpan GetNextDelay(PipelineMessage message, int tryCount)
    {
        var delay = base.GetNextDelay(message, tryCount);
        return delay < options.MaxRetryDelay ? delay : options.MaxRetryDelay;
    }

    protected override bool ShouldRetry(PipelineMessage message, Exception? exception) =>
        exception is not OperationCanceledException && base.ShouldRetry(message, exception);

    protected override ValueTask<bool> ShouldRetryAsync(PipelineMessage message, Exception? exception) =>
        exception is OperationCanceledException ? ValueTask.FromResult(false) : base.ShouldRetryAsync(message, exception);
}
