using System.Net;
using System.Text.Json;
using Polly.Timeout;

namespace SupportDashboard.Phoenix;

/// <summary>The one place where what can go wrong in a call to Phoenix becomes a <see cref="PhoenixException"/>.</summary>
internal static class PhoenixErrors
{
    private const int LongestDetail = 300;

    /// <summary>Translates an answer whose status is not a success.</summary>
    public static async Task<PhoenixException> FromStatusAsync(HttpResponseMessage response)
    {
        var detail = await DetailAsync(response.Content);
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new(PhoenixFailure.Unauthorized, "Phoenix refuses the API key. Set a valid one in PHOENIX_API_KEY."),
            HttpStatusCode.Forbidden => new(PhoenixFailure.Forbidden, Sentence("Phoenix does not allow this with the API key in use", detail)),
            HttpStatusCode.NotFound => new(PhoenixFailure.NotFound, Sentence("Phoenix does not have this", detail)),
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => new(PhoenixFailure.Busy, "Phoenix is busy at the moment."),
            HttpStatusCode.InsufficientStorage => new(PhoenixFailure.Busy, "Phoenix has run out of storage and accepts nothing new."),
            HttpStatusCode.RequestTimeout or HttpStatusCode.GatewayTimeout => new(PhoenixFailure.Timeout, "Phoenix did not answer in time."),
            HttpStatusCode.BadGateway => new(PhoenixFailure.Unreachable, "The gateway in front of Phoenix cannot reach it."),
            HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity or HttpStatusCode.MethodNotAllowed or HttpStatusCode.RequestUriTooLong
                => new(PhoenixFailure.Invalid, Sentence("Phoenix refused the request", detail)),
            _ => new(PhoenixFailure.Unexpected, $"Phoenix answered with status {(int)response.StatusCode}."),
        };
    }

    /// <summary>Translates a failure to send or to receive.</summary>
    public static PhoenixException FromTransport(Exception exception) => exception switch
    {
        PhoenixException translated => translated,
        TimeoutRejectedException or OperationCanceledException or TimeoutException => new(PhoenixFailure.Timeout, "Phoenix did not answer in time.", exception),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => new(PhoenixFailure.Malformed, "What answers there does not speak HTTP.", exception),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => new(
            PhoenixFailure.Unreachable, "No secure connection to Phoenix could be made: its certificate was not accepted.", exception),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new(PhoenixFailure.Unreachable, "The name of the Phoenix server cannot be resolved.", exception),
        HttpRequestException or IOException => new(PhoenixFailure.Unreachable, "Phoenix cannot be reached.", exception),
        _ => new(PhoenixFailure.Unexpected, "The call to Phoenix failed.", exception),
    };

    /// <summary>Translates a success whose body is not what the endpoint promises.</summary>
    public static PhoenixException FromBody(Exception? exception) =>
        exception as PhoenixException ?? new(PhoenixFailure.Malformed, "Phoenix sent an answer that cannot be read.", exception);

    // Errors raised by Phoenix itself are plain text; request validation answers {"detail":[{"loc":[…],"msg":"…"}]}.
    private static async Task<string?> DetailAsync(HttpContent content)
    {
        var body = await content.ReadAsStringAsync(CancellationToken.None);
        var detail = content.Headers.ContentType?.MediaType switch
        {
            "text/plain" => body,
            "application/json" => JsonDetail(body),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(detail) ? null : detail.Trim() is { Length: > LongestDetail } longer ? longer[..LongestDetail] + "…" : detail.Trim();
    }

    private static string? JsonDetail(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("detail", out var detail)
                ? detail.ValueKind switch
                {
                    JsonValueKind.String => detail.GetString(),
                    JsonValueKind.Array => string.Join("; ", detail.EnumerateArray().Take(3).Select(Problem)),
                    _ => null,
                }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Problem(JsonElement problem)
    {
        if (problem.ValueKind != JsonValueKind.Object || !problem.TryGetProperty("msg", out var message) || message.ValueKind != JsonValueKind.String)
        {
            return "a field is not valid";
        }

        return problem.TryGetProperty("loc", out var loc) && loc.ValueKind == JsonValueKind.Array
            ? $"{string.Join('.', loc.EnumerateArray())}: {message.GetString()}"
            : message.GetString()!;
    }

    private static string Sentence(string what, string? detail) => detail is null ? what + "." : $"{what}: {detail.TrimEnd('.')}.";
}
