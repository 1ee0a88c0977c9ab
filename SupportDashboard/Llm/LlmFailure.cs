namespace SupportDashboard.Llm;

/// <summary>Why a model gave no usable answer.</summary>
public enum LlmFailure
{
    /// <summary>No connection to the server.</summary>
    Unreachable,

    /// <summary>The server stayed silent for longer than <see cref="LlmOptions.Timeout"/>.</summary>
    Timeout,

    /// <summary>The key was refused (401, 403).</summary>
    Unauthorized,

    /// <summary>Too many requests (429).</summary>
    RateLimited,

    /// <summary>The server has refused every request for so long that waiting on makes no sense.</summary>
    Saturated,

    /// <summary>The account has no credit left (429 with <c>insufficient_quota</c>, 402).</summary>
    QuotaExceeded,

    /// <summary>The server does not know the model or the address (404).</summary>
    ModelMissing,

    /// <summary>The model declined to answer.</summary>
    Refused,

    /// <summary>A content filter withheld the answer.</summary>
    Filtered,

    /// <summary>The conversation is too long for the model.</summary>
    TooLong,

    /// <summary>The answer broke off, was empty or could not be read.</summary>
    Malformed,

    /// <summary>Anything else.</summary>
    Unexpected,
}
