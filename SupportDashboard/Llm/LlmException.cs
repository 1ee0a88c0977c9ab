namespace SupportDashboard.Llm;

/// <summary>A model gave no usable answer. The message is a sentence fit for the screen; details are in the inner exception and the log.</summary>
public sealed class LlmException(LlmFailure kind, string message, Exception? inner = null, string? detail = null) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public LlmFailure Kind { get; } = kind;

    /// <summary>The server's status and error code, such as "HTTP 429 rate_limit_exceeded", for traces and logs.</summary>
    public string? Detail { get; } = detail;

    /// <summary>Whether the same call may succeed if it is simply made again.</summary>
    public bool CanRetry => Kind is LlmFailure.Unreachable or LlmFailure.Timeout or LlmFailure.RateLimited or LlmFailure.Malformed or LlmFailure.Unexpected;
}
