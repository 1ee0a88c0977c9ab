using System.Text.Json;
using Refit;

namespace SupportDashboard.Phoenix;

/// <summary>Refit's settings: Phoenix's JSON dialect, and every failure translated and reported to the connection's health.</summary>
internal static class PhoenixSettings
{
    /// <summary>Snake case names; unknown fields are ignored, missing ones take their defaults.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,

        // Attributes may be nested deeper than the 64 levels that are the default; one such span would hide all others of its page.
        MaxDepth = 512,
        Converters = { new AttributesConverter() },
    };

    public static RefitSettings Create(PhoenixConnection connection) => new(new PhoenixSerializer(Json))
    {
        ExceptionFactory = async response => await CheckAsync(response, connection),
        DeserializationExceptionFactory = (_, exception) => new ValueTask<Exception?>(Report(PhoenixErrors.FromBody(exception), connection)),
        TransportExceptionFactory = (_, exception, token) => token.IsCancellationRequested && exception is OperationCanceledException ? exception : Report(PhoenixErrors.FromTransport(exception), connection),
    };

    private static async Task<Exception?> CheckAsync(HttpResponseMessage response, PhoenixConnection connection)
    {
        if (!response.IsSuccessStatusCode)
        {
            var failure = await PhoenixErrors.FromStatusAsync(response);
            return failure.Kind is PhoenixFailure.NotFound or PhoenixFailure.Invalid or PhoenixFailure.Forbidden
                ? Answered(response, connection, failure)
                : Report(failure, connection);
        }

        // With its web UI installed a Phoenix answers unknown paths with 200 and a page.
        if (response.Content.Headers.ContentType?.MediaType is not ("application/json" or "text/plain"))
        {
            return Report(new(PhoenixFailure.Malformed, "What answers there is not Phoenix's API: it sent a web page or an unknown kind of content."), connection);
        }

        return Answered(response, connection, null);
    }

    // A 404 or 422 is a proper answer of a healthy server.
    private static PhoenixException? Answered(HttpResponseMessage response, PhoenixConnection connection, PhoenixException? failure)
    {
        var version = response.Headers.TryGetValues(PhoenixHandler.VersionHeader, out var values) ? values.FirstOrDefault() : null;
        connection.ReportSuccess(version);
        return failure;
    }

    private static PhoenixException Report(PhoenixException failure, PhoenixConnection connection)
    {
        connection.ReportFailure(failure);
        return failure;
    }
}
