using System.ClientModel.Primitives;

namespace SupportDashboard.Llm;

/// <summary>
/// The client's own policy (408, 429, 5xx and broken connections, before the answer's first byte, growing pauses), with three limits: a pause is never
/// longer than <see cref="LlmOptions.MaxRetryDelay"/>, because a person is waiting; a silent server is not asked again; nor is one whose account is empty.
/// </summary>
internal sealed class LlmRetryPolicy(LlmOptions options) : ClientRetryPolicy(options.MaxRetries)
{
    private const int TooManyRequests = 429;

    protected override TimeSpan GetNextDelay(PipelineMessage message, int tryCount)
    {
        var delay = base.GetNextDelay(message, tryCount);
        return delay < options.MaxRetryDelay ? delay : options.MaxRetryDelay;
    }

    protected override bool ShouldRetry(PipelineMessage message, Exception? exception)
    {
        if (message.Response is { Status: TooManyRequests } response)
        {
            response.BufferContent(message.CancellationToken);
        }

        return CanChange(message, exception) && base.ShouldRetry(message, exception);
    }

    protected override async ValueTask<bool> ShouldRetryAsync(PipelineMessage message, Exception? exception)
    {
        if (message.Response is { Status: TooManyRequests } response)
        {
            await response.BufferContentAsync(message.CancellationToken);
        }

        return CanChange(message, exception) && await base.ShouldRetryAsync(message, exception);
    }

    private static bool CanChange(PipelineMessage message, Exception? exception) =>
        exception is not OperationCanceledException
        && !(message.Response is { Status: TooManyRequests } response && response.Content.ToMemory().Span.IndexOf("insufficient_quota"u8) >= 0);
}
