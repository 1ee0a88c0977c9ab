using System.Text.Json;

namespace SupportDashboard.LocalModel;

/// <summary>
/// Reads a body in the shape of OpenAI's API (https://platform.openai.com/docs/api-reference/chat/create). Members that mean nothing to rules
/// (temperature and the like) are accepted and ignored; wrong types are answered as OpenAI does.
/// </summary>
internal static class ModelRequestReader
{
    private static readonly string[] Roles = ["system", "developer", "user", "assistant", "tool"];

    /// <summary>The request; or null and the error to answer.</summary>
    public static ModelRequest? Read(JsonElement body, out IResult? error)
    {
        error = CheckModel(body);
        if (error is not null)
        {
            return null;
        }

        if (!body.TryGetProperty("messages", out var messages) || messages.ValueKind != JsonValueKind.Array || messages.GetArrayLength() == 0)
        {
            error = LocalModelErrors.Invalid("'messages' must be an array with at least one message.", "messages");
            return null;
        }

        var read = new List<ModelMessage>(messages.GetArrayLength());
        foreach (var message in messages.EnumerateArray())
        {
            if (ReadMessage(message) is not { } understood)
            {
                error = LocalModelErrors.Invalid($"'messages[{read.Count}]' must have a known role and content that is text, text parts or null.", $"messages[{read.Count}]");
                return null;
            }

            read.Add(understood);
        }

        return new ModelRequest
        {
            Messages = read,
            Tools = ReadTools(body),
            SchemaName = ReadSchemaName(body),
            Stream = IsTrue(body, "stream"),
            IncludeUsage = Member(body, "stream_options") is { } streamOptions && IsTrue(streamOptions, "include_usage"),
        };
    }

    /// <summary>The error for a body that is no object or names another model, else null.</summary>
    public static IResult? CheckModel(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return LocalModelErrors.Invalid("The body must be a JSON object.");
        }

        return Text(body, "model") switch
        {
            null => LocalModelErrors.Invalid("You must provide a model parameter.", "model"),
            LocalModelServer.ModelName => null,
            var other => LocalModelErrors.UnknownModel(other),
        };
    }

    public static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? SafeText(value) : null;

    /// <summary>The string, also when it holds half a surrogate pair, which JSON can write and text cannot hold.</summary>
    public static string SafeText(JsonElement value)
    {
        try
        {
            return value.GetString() ?? string.Empty;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static bool IsTrue(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static ModelMessage? ReadMessage(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object || Text(message, "role") is not { } role || !Roles.Contains(role))
        {
            return null;
        }

        var text = !message.TryGetProperty("content", out var content) ? string.Empty : content.ValueKind switch
        {
            JsonValueKind.Null => string.Empty,
            JsonValueKind.String => SafeText(content),
            JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(static part => part.ValueKind == JsonValueKind.Object ? Text(part, "text") : null)),
            _ => null,
        };
        return text is null ? null : new ModelMessage(role, text, Text(message, "tool_call_id"));
    }

    private static IReadOnlyList<string> ReadTools(JsonElement body) =>
        body.TryGetProperty("tools", out var tools) && tools.ValueKind == JsonValueKind.Array && Text(body, "tool_choice") != "none"
            ? [.. tools.EnumerateArray().Select(static tool => tool.ValueKind == JsonValueKind.Object && Member(tool, "function") is { } function ? Text(function, "name") : null).OfType<string>()]
            : [];

    private static string? ReadSchemaName(JsonElement body) => Member(body, "response_format") is not { } format
        ? null
        : Text(format, "type") switch
        {
            "json_schema" => Member(format, "json_schema") is { } schema ? Text(schema, "name") ?? string.Empty : string.Empty,
            "json_object" => "json_object",
            _ => null,
        };
}
