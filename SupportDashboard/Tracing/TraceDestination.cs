using System.Net.Http.Headers;

namespace SupportDashboard.Tracing;

/// <summary>Where traces go.</summary>
/// <param name="endpoint">The whole OTLP/HTTP address, <c>…/v1/traces</c>.</param>
/// <param name="apiKey">Sent as a bearer token when set.</param>
/// <param name="project">Phoenix's project, sent as the resource attribute <c>openinference.project.name</c>.</param>
/// <param name="headers">More headers in the form of <c>OTEL_EXPORTER_OTLP_HEADERS</c>: <c>name=value,name=value</c>, values URL-encoded.</param>
public sealed class TraceDestination(Uri endpoint, string? apiKey, string project, string? headers = null)
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The whole OTLP/HTTP address.</summary>
    public Uri Endpoint { get; } = endpoint;

    /// <summary>The project's name.</summary>
    public string Project { get; } = project;

    /// <summary>
    /// The name of the folder for traces that could not be sent: what was meant for one company's Phoenix must not be delivered to another,
    /// whereas everything on this machine is one place, whatever its port.
    /// </summary>
    internal string FolderName => Endpoint.IsLoopback ? "this-machine" : string.Concat(Endpoint.Host.Select(static c => char.IsAsciiLetterOrDigit(c) || c == '.' ? c : '-'));

    /// <summary>A client that is allowed to write there.</summary>
    internal HttpClient CreateClient(HttpMessageHandler handler)
    {
        var http = new HttpClient(handler, disposeHandler: false) { Timeout = RequestTimeout };
        if (apiKey is { Length: > 0 })
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        }

        foreach (var header in (headers ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (header.Split('=', 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } name, var value])
            {
                http.DefaultRequestHeaders.Remove(name);
                http.DefaultRequestHeaders.TryAddWithoutValidation(name, Uri.UnescapeDataString(value));
            }
        }

        return http;
    }

    /// <summary>A handler that follows no redirects: the key is for this address only.</summary>
    internal static SocketsHttpHandler CreateHandler() => new() { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
}
