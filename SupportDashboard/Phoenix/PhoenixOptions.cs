namespace SupportDashboard.Phoenix;

/// <summary>
/// Where Phoenix is, by the environment variables that Phoenix's own clients read (flat configuration keys).
/// The key is never rendered or logged, and this type has no generated text form.
/// </summary>
public sealed class PhoenixOptions
{
    /// <summary>The Phoenix tutorial's project.</summary>
    public const string DefaultProject = "support-bot";

    private const string TracesPath = "/v1/traces";

    /// <summary>The configured server; null when none is configured.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Sent as a bearer token when set.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The project shown first.</summary>
    public string Project { get; init; } = DefaultProject;

    /// <summary>Where a Phoenix is looked for when none is configured.</summary>
    public Uri ProbeEndpoint { get; init; } = PhoenixConnection.DefaultEndpoint;

    /// <summary>Reads PHOENIX_ENDPOINT, else PHOENIX_COLLECTOR_ENDPOINT (which may end in <c>/v1/traces</c>), PHOENIX_API_KEY and PHOENIX_PROJECT_NAME.</summary>
    /// <exception cref="PhoenixOptionsException">An endpoint is not an http or https address.</exception>
    public static PhoenixOptions Read(IConfiguration configuration) => new()
    {
        Endpoint = ReadEndpoint(configuration, "PHOENIX_ENDPOINT") ?? ReadEndpoint(configuration, "PHOENIX_COLLECTOR_ENDPOINT"),
        ApiKey = Trimmed(configuration["PHOENIX_API_KEY"]),
        Project = Trimmed(configuration["PHOENIX_PROJECT_NAME"]) ?? DefaultProject,
    };

    private static Uri? ReadEndpoint(IConfiguration configuration, string key)
    {
        if (Trimmed(configuration[key])?.TrimEnd('/') is not { } text)
        {
            return null;
        }

        if (text.EndsWith(TracesPath, StringComparison.OrdinalIgnoreCase))
        {
            text = text[..^TracesPath.Length];
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https" && endpoint is { Query: "", Fragment: "", UserInfo: "" }
            ? endpoint
            : throw new PhoenixOptionsException($"{key} must be an http or https address such as http://localhost:6006.");
    }

    private static string? Trimmed(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
