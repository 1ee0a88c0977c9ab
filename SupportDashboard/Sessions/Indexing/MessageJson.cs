using System.Text.Json;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>
/// Finds the one message in the JSON that frameworks put into <c>input.value</c> and <c>output.value</c>:
/// <c>{"messages":[…]}</c>, chat-message arrays, <c>{"query":"…"}</c>, a chat completion's <c>choices</c>, and nestings of these.
/// </summary>
internal static class MessageJson
{
    private const int Deepest = 6;

    private static readonly string[] InputKeys =
        ["query", "question", "input", "user_input", "user_message", "message", "prompt", "text", "content", "messages", "request", "body", "args", "kwargs"];

    private static readonly string[] OutputKeys =
        ["answer", "output", "response", "output_text", "reply", "message", "content", "text", "completion", "messages", "choices", "result", "generations", "kwargs", "data"];

    /// <summary>The customer's message; null when none is recognized.</summary>
    public static string? Input(JsonElement json) => Find(json, InputKeys, "user", "human", last: true, Deepest);

    /// <summary>The agent's answer; null when none is recognized.</summary>
    public static string? Output(JsonElement json) => Find(json, OutputKeys, "assistant", "ai", last: true, Deepest);

    private static string? Find(JsonElement json, string[] keys, string role, string otherName, bool last, int depth) => depth == 0 ? null : json.ValueKind switch
    {
        JsonValueKind.String => SpanAttributes.String(json),
        JsonValueKind.Array => FromArray(json, keys, role, otherName, last, depth),
        JsonValueKind.Object => FromObject(json, keys, role, otherName, last, depth),
        _ => null,
    };

    private static string? FromObject(JsonElement json, string[] keys, string role, string otherName, bool last, int depth)
    {
        foreach (var key in keys)
        {
            if (json.TryGetProperty(key, out var value) && Find(value, keys, role, otherName, last, depth - 1) is { } found && !string.IsNullOrWhiteSpace(found))
            {
                return found;
            }
        }

        return null;
    }

    private static string? FromArray(JsonElement json, string[] keys, string role, string otherName, bool last, int depth)
    {
        var items = json.EnumerateArray().ToList();
        if (items.Exists(static item => Role(item) is not null))
        {
            var message = items.FindLast(item => Role(item) is { } found && (found == role || found == otherName));
            return message.ValueKind == JsonValueKind.Undefined ? null : Content(message, keys, role, otherName, depth);
        }

        if (items.Exists(IsTextPart))
        {
            return string.Join('\n', items.Where(IsTextPart).Select(static part => SpanAttributes.String(part.GetProperty("text"))));
        }

        // A batch of one, as LangChain nests it; several unrelated values have no message.
        return items.Count == 1 ? Find(items[0], keys, role, otherName, last, depth - 1) : null;
    }

    private static string? Content(JsonElement message, string[] keys, string role, string otherName, int depth)
    {
        if (message.TryGetProperty("content", out var content))
        {
            return Find(content, keys, role, otherName, last: true, depth - 1);
        }

        return message.TryGetProperty("kwargs", out var kwargs) ? Find(kwargs, keys, role, otherName, last: true, depth - 1) : Find(message, ["text"], role, otherName, last: true, depth - 1);
    }

    private static string? Role(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (item.TryGetProperty("role", out var role) && role.ValueKind == JsonValueKind.String)
        {
            return SpanAttributes.String(role);
        }

        return item.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && SpanAttributes.String(type) is "human" or "ai" or "system" or "tool"
            ? SpanAttributes.String(type)
            : null;
    }

    private static bool IsTextPart(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String;
}
