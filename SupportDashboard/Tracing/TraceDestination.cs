namespace SupportDashboard.Tracing;

/// <summary>Where traces go.</summary>
/// <param name="endpoint">The whole OTLP/HTTP address, <c>…/v1/traces</c>.</param>
/// <param name="apiKey">Sent as a bearer token when set.</param>
/// <param name="project">Phoenix's project, sent as the resource attribute <c>openinference.project.name</c>.</param>
public sealed class TraceDestination(Uri endpoint, string? apiKey, string project)
{
    /// <summary>The whole OTLP/HTTP address.</summary>
    public Uri Endpoint { get; } = endpoint;

    /// <summary>The project's name.</summary>
    public string Project { get; } = project;

    internal string? ApiKey { get; } = apiKey;

    /// <summary>
    /// The name of the folder for traces that could not be sent: what was meant for one company's Phoenix must not be delivered to another,
    /// whereas everything on this machine is one place, whatever its port.
    /// </summary>
    internal string FolderName => Endpoint.IsLoopback ? "this-machine" : string.Concat(Endpoint.Host.Select(static c => char.IsAsciiLetterOrDigit(c) || c == '.' ? c : '-'));
}
