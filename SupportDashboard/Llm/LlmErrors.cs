using System.ClientModel;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SupportDashboard.Llm;

/// <summary>Turns what the OpenAI client throws into <see cref="LlmException"/>, in one place. Sentences never repeat what the server wrote: it may echo a key.</summary>
public static partial class LlmErrors
{
    /// <summary>The translated exception; an <see cref="LlmException"/> is returned as it is.</summary>
    public static LlmException Translate(Exception exception) => exception switch
    {
        LlmException translated => translated,
        ClientResultException answered => FromAnswer(answered),
        AggregateException { InnerExceptions: [.., var last] } => Translate(last),
        OperationCanceledException or TimeoutException => new(LlmFailure.Timeout, "The model did not answer in time.", exception),
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => BrokeOff(exception),
        HttpRequestException or SocketException => new(LlmFailure.Unreachable, "The model's server cannot be reached.", exception),
        IOException => BrokeOff(exception),
        JsonException or FormatException or KeyNotFoundException => new(LlmFailure.Malformed, "The model's answer could not be read.", exception),
        _ => new(LlmFailure.Unexpected, "The model could not be asked because of an unexpected error.", exception),
    };

    /// <summary>Whether a failed call is the model's failure, not the caller's own cancellation; use it in an exception filter.</summary>
    public static bool IsFailure(Exception exception, CancellationToken cancellationToken) =>
        exception is LlmException or ClientResultException or AggregateException or TimeoutException or HttpRequestException
            or SocketException or IOException or JsonException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static LlmException BrokeOff(Exception exception) => new(LlmFailure.Malformed, "The model's answer broke off.", exception);

    private static LlmException FromAnswer(ClientResultException exception)
    {
        if (exception.Status == 0)
        {
            return exception.InnerException is { } inner ? Translate(inner) : new(LlmFailure.Unreachable, "The model's server cannot be reached.", exception);
        }

        var (code, type) = ReadCode(exception);
        var (kind, sentence) = Describe(exception.Status, code ?? type);
        return new(kind, sentence, exception, $"HTTP {exception.Status} {code ?? type}".TrimEnd());
    }

    private static (LlmFailure Kind, string Sentence) Describe(int status, string? code) => (status, code) switch
    {
        (401 or 403, _) => (LlmFailure.Unauthorized, "The model's server refused the key. Check OPENAI_API_KEY."),
        (402, _) or (429, "insufficient_quota") => (LlmFailure.QuotaExceeded, "The model account has no credit left."),
        (404, _) => (LlmFailure.ModelMissing, "The model's server does not know this model or address. Check the model names and OPENAI_BASE_URL."),
        (408 or 504, _) => (LlmFailure.Timeout, "The model did not answer in time."),
        (413, _) or (400, "context_length_exceeded") => (LlmFailure.TooLong, "The conversation is too long for the model. Start a new one."),
        (429, _) => (LlmFailure.RateLimited, "The model's server is taking no more requests right now. Try again in a moment."),
        (400, "content_filter" or "content_policy_violation") => (LlmFailure.Filtered, "The model's content filter withheld an answer."),
        ( >= 500, _) => (LlmFailure.Unexpected, $"The model's server reported an error ({status}). Try again in a moment."),
        _ => (LlmFailure.Unexpected, $"The model's server did not accept the request ({status})."),
    };

    // The body is OpenAI's {"error":{"message","type","code"}}, or anything at all from a proxy in between.
    private static (string? Code, string? Type) ReadCode(ClientResultException exception)
    {
        try
        {
            using var body = JsonDocument.Parse(exception.GetRawResponse()?.Content.ToMemory() ?? default);
            return body.RootElement.ValueKind == JsonValueKind.Object
                && body.RootElement.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
                ? (Text(error, "code"), Text(error, "type"))
                : default;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return default;
        }
    }

    private static string? Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && Code().IsMatch(value.GetString()!) ? value.GetString() : null;

    // A code, not a sentence: anything else could hold what it should not.
    [GeneratedRegex("^[a-z0-9_]{1,64}$")]
    private static partial Regex Code();
}
