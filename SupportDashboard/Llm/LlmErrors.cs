using System.ClientModel;
using System.Net.Sockets;
using System.Text.Json;

namespace SupportDashboard.Llm;

/// <summary>Turns what the OpenAI client throws into <see cref="LlmException"/>, in one place. Sentences never repeat what the server wrote: it may echo a key.</summary>
public static class LlmErrors
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
        var (code, type) = ReadCode(exception);
        return exception.Status switch
        {
            0 => exception.InnerException is { } inner ? Translate(inner) : new(LlmFailure.Unreachable, "The model's server cannot be reached.", exception),
            401 or 403 => new(LlmFailure.Unauthorized, "The model's server refused the key. Check OPENAI_API_KEY.", exception),
            402 => Quota(exception),
            404 => new(LlmFailure.ModelMissing, "The model's server does not know this model or address. Check the model names and OPENAI_BASE_URL.", exception),
            408 or 504 => new(LlmFailure.Timeout, "The model did not answer in time.", exception),
            413 => TooLong(exception),
            429 => code == "insufficient_quota" || type == "insufficient_quota" ? Quota(exception) : new(LlmFailure.RateLimited, "The model's server is taking no more requests right now. Try again in a moment.", exception),
            400 when code == "context_length_exceeded" => TooLong(exception),
            400 when code is "content_filter" or "content_policy_violation" => new(LlmFailure.Filtered, "The model's content filter withheld an answer.", exception),
            >= 500 => new(LlmFailure.Unexpected, $"The model's server reported an error ({exception.Status}). Try again in a moment.", exception),
            _ => new(LlmFailure.Unexpected, $"The model's server did not accept the request ({exception.Status}).", exception),
        };
    }

    private static LlmException Quota(Exception exception) => new(LlmFailure.QuotaExceeded, "The model account has no credit left.", exception);

    private static LlmException TooLong(Exception exception) => new(LlmFailure.TooLong, "The conversation is too long for the model. Start a new one.", exception);

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
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
