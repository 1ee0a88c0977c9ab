using System.Globalization;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>
/// Rewrites the messages of a GenAI span as OpenInference's indexed keys, system instructions first. One item that is no
/// message drops its whole list, as in Phoenix. The text of the last customer message and of the answer also become the
/// span's input and output, where the sender set none: Phoenix puts the response's id there, which no reader wants to see.
/// </summary>
internal static class GenAiMessages
{
    private const string InputPrefix = "llm.input_messages.";
    private const string OutputPrefix = "llm.output_messages.";

    public static void Apply(Dictionary<string, object?> attributes)
    {
        var input = ReadMessages(attributes, "gen_ai.input.messages");
        var output = ReadMessages(attributes, "gen_ai.output.messages");
        var system = SystemText(attributes);
        if (input is not null && input.LastOrDefault(static message => message.Role == "user") is { Text.Length: > 0 } asked)
        {
            attributes.TryAdd("input.value", asked.Text);
        }

        if (output is not null && output.LastOrDefault() is { Text.Length: > 0 } answer)
        {
            attributes.TryAdd("output.value", answer.Text);
        }

        if (!GenAiLists.IsSent(attributes, InputPrefix))
        {
            var all = system is null ? input ?? [] : [new GenAiMessage("system", system), .. input ?? []];
            Write(attributes, InputPrefix, all);
        }

        if (output is not null && !GenAiLists.IsSent(attributes, OutputPrefix))
        {
            Write(attributes, OutputPrefix, output);
        }
    }

    private static List<GenAiMessage>? ReadMessages(Dictionary<string, object?> attributes, string key)
    {
        var messages = GenAiLists.Read(attributes, key)?.Select(GenAiMessage.Read).ToList();
        return messages is null || messages.Contains(null) ? null : messages.OfType<GenAiMessage>().ToList();
    }

    private static string? SystemText(Dictionary<string, object?> attributes)
    {
        const string Key = "gen_ai.system_instructions";
        return GenAiLists.Read(attributes, Key) is { } parts ? GenAiMessage.TextOf(parts) : attributes.GetValueOrDefault(Key) as string;
    }

    private static void Write(Dictionary<string, object?> attributes, string prefix, List<GenAiMessage> messages)
    {
        for (var index = 0; index < messages.Count; index++)
        {
            messages[index].Write(attributes, string.Create(CultureInfo.InvariantCulture, $"{prefix}{index}.message."));
        }
    }
}
