using System.Text.Json;
using SupportDashboard.Phoenix;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>
/// Finds what the customer said and what the agent answered in a span. Senders write plain text, a framework's whole request as JSON,
/// or only the model's messages; what is not recognized is shown as it is.
/// </summary>
/// <param name="Text">The words; null when the span has none.</param>
/// <param name="IsJson">No message was recognized in the JSON, so the text is that JSON.</param>
internal readonly record struct SpanText(string? Text, bool IsJson)
{
    private const string UserRole = "user";
    private const string AgentRole = "assistant";

    /// <summary>What came in: of an LLM span the last user message, else <c>input.value</c>.</summary>
    public static SpanText Input(PhoenixSpan span)
    {
        if (span.Kind() == "LLM" && FlatMessages.Last(span, "llm.input_messages.", UserRole) is { } asked)
        {
            return new(asked, false);
        }

        return Value(span, "input.value", MessageJson.Input) ?? new(FlatMessages.Last(span, "llm.input_messages.", UserRole), false);
    }

    /// <summary>What went out: of an LLM span the last assistant message, else <c>output.value</c>.</summary>
    public static SpanText Output(PhoenixSpan span)
    {
        if (span.Kind() == "LLM" && FlatMessages.Last(span, "llm.output_messages.", AgentRole) is { } answered)
        {
            return new(answered, false);
        }

        // A model that calls a tool has said nothing to the customer, whatever its span repeats as output.
        if (span.Kind() == "LLM" && FlatMessages.CallsTools(span, "llm.output_messages."))
        {
            return default;
        }

        return Value(span, "output.value", MessageJson.Output) ?? new(FlatMessages.Last(span, "llm.output_messages.", AgentRole), false);
    }

    private static SpanText? Value(PhoenixSpan span, string key, Func<JsonElement, string?> find)
    {
        if (span.Text(key) is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var start = text.AsSpan().TrimStart();
        if (start[0] is not ('{' or '[' or '"'))
        {
            return new(text, false);
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return find(document.RootElement) is { } found && !string.IsNullOrWhiteSpace(found)
                ? new(found, false)
                : new(text, document.RootElement.ValueKind != JsonValueKind.String);
        }
        catch (JsonException)
        {
            // "[1] see there", or a quotation: words after all.
            return new(text, false);
        }
    }
}
