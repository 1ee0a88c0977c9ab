using System.Globalization;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>One message of a GenAI span: its role, its text, and the parts that are more than text.</summary>
internal sealed record GenAiMessage(string Role, string Text)
{
    private IReadOnlyList<Dictionary<string, object?>> Parts { get; init; } = [];

    /// <summary>Reads a message with <c>parts</c>, or with <c>content</c> as older conventions had it; <see langword="null"/> if it is neither.</summary>
    public static GenAiMessage? Read(object? value)
    {
        if (value is not Dictionary<string, object?> message || message.GetValueOrDefault("role") is not string role)
        {
            return null;
        }

        return message.GetValueOrDefault("parts") is List<object?> parts
            ? new(role, TextOf(parts)) { Parts = parts.OfType<Dictionary<string, object?>>().ToList() }
            : new(role, message.GetValueOrDefault("content") as string ?? "");
    }

    /// <summary>The text parts, one under the other.</summary>
    public static string TextOf(IEnumerable<object?> parts) => string.Join('\n', parts.Select(static part => part switch
    {
        string text => text,
        Dictionary<string, object?> fields when fields.GetValueOrDefault("type") is "text" => fields.GetValueOrDefault("content") as string,
        _ => null,
    }).Where(static text => !string.IsNullOrEmpty(text)));

    /// <summary>Adds the message under keys that begin with <paramref name="prefix"/>.</summary>
    public void Write(Dictionary<string, object?> attributes, string prefix)
    {
        attributes[prefix + "role"] = Role;
        if (Text.Length > 0)
        {
            attributes[prefix + "content"] = Text;
        }

        var calls = 0;
        foreach (var part in Parts)
        {
            switch (part.GetValueOrDefault("type"))
            {
                case "tool_call":
                    WriteCall(attributes, string.Create(CultureInfo.InvariantCulture, $"{prefix}tool_calls.{calls++}.tool_call."), part);
                    break;
                case "tool_call_response":
                    WriteResponse(attributes, prefix, part);
                    break;
            }
        }
    }

    private static void WriteCall(Dictionary<string, object?> attributes, string prefix, Dictionary<string, object?> part)
    {
        attributes[prefix + "id"] = part.GetValueOrDefault("id");
        attributes[prefix + "function.name"] = part.GetValueOrDefault("name");
        attributes[prefix + "function.arguments"] = AsText(part.GetValueOrDefault("arguments"));
    }

    private static void WriteResponse(Dictionary<string, object?> attributes, string prefix, Dictionary<string, object?> part)
    {
        attributes[prefix + "tool_call_id"] = part.GetValueOrDefault("id");
        attributes[prefix + "content"] = AsText(part.GetValueOrDefault("response") ?? part.GetValueOrDefault("result"));
    }

    private static string? AsText(object? value) => value is null or string ? value as string : JsonValues.ToText(value);
}
