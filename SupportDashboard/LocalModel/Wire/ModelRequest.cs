namespace SupportDashboard.LocalModel;

/// <summary>What the rules need of a chat completion request.</summary>
internal sealed record ModelRequest
{
    public required IReadOnlyList<ModelMessage> Messages { get; init; }

    /// <summary>The names of the functions offered.</summary>
    public required IReadOnlyList<string> Tools { get; init; }

    /// <summary>The <c>json_schema.name</c> of the response format, if one is asked for.</summary>
    public string? SchemaName { get; init; }

    public bool Stream { get; init; }

    /// <summary><c>stream_options.include_usage</c>.</summary>
    public bool IncludeUsage { get; init; }

    /// <summary>All system and developer messages, joined.</summary>
    public string System => string.Join('\n', Messages.Where(static message => message.Role is "system" or "developer").Select(static message => message.Text));

    /// <summary>The newest message of the customer.</summary>
    public string Question => Messages.LastOrDefault(static message => message.Role == "user")?.Text ?? string.Empty;
}
