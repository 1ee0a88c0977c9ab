using System.Globalization;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>Reads chat messages from flattened attributes: <c>llm.input_messages.0.message.content</c>, <c>….contents.0.message_content.text</c>.</summary>
internal static class FlatMessages
{
    private const int MostParts = 50;

    /// <summary>The text of the last message of a role; null when there is none with a text.</summary>
    /// <param name="span">The span.</param>
    /// <param name="prefix">For example <c>llm.input_messages.</c></param>
    /// <param name="role">For example <c>user</c>.</param>
    public static string? Last(PhoenixSpan span, string prefix, string role)
    {
        var last = -1;
        foreach (var (key, value) in span.Attributes)
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal)
                && key.EndsWith(".message.role", StringComparison.Ordinal)
                && string.Equals(SpanAttributes.AsText(value), role, StringComparison.OrdinalIgnoreCase)
                && int.TryParse(key.AsSpan(prefix.Length, key.Length - prefix.Length - ".message.role".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number > last
                && Content(span, string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}.message.")) is not null)
            {
                last = number;
            }
        }

        return last < 0 ? null : Content(span, string.Create(CultureInfo.InvariantCulture, $"{prefix}{last}.message."));
    }

    /// <summary>Whether a message calls a tool.</summary>
    public static bool CallsTools(PhoenixSpan span, string prefix) => span.Attributes.Keys.Any(key =>
        key.StartsWith(prefix, StringComparison.Ordinal) && key.Contains(".message.tool_calls.", StringComparison.Ordinal));

    private static string? Content(PhoenixSpan span, string message)
    {
        if (span.Text(message + "content") is { } content)
        {
            return content;
        }

        var parts = new List<string>();
        for (var part = 0; part < MostParts; part++)
        {
            if (span.Text(string.Create(CultureInfo.InvariantCulture, $"{message}contents.{part}.message_content.text")) is { } text)
            {
                parts.Add(text);
            }
        }

        return parts.Count == 0 ? null : string.Join('\n', parts);
    }
}
