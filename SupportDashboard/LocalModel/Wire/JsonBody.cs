using System.Text.Json;

namespace SupportDashboard.LocalModel;

/// <summary>Reads a request's JSON body; Kestrel bounds its size.</summary>
internal static class JsonBody
{
    /// <summary>
    /// The body, to be disposed; null when it is not JSON, or does not say that it is (a web page elsewhere can post text here, but not JSON).
    /// </summary>
    /// <exception cref="BadHttpRequestException">It is longer than the server takes.</exception>
    public static async Task<JsonDocument?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            return null;
        }

        try
        {
            return await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
