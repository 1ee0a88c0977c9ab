using System.Globalization;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>
/// What Phoenix does to the attributes of a span between OTLP and its database, in its order: gen_ai keys, token counts,
/// JSON texts, input value. (Its unflattening and flattening cancel out and are left out: keys come back byte for byte.)
/// </summary>
internal static class AttributePipeline
{
    private const string InputValue = "input.value";
    private const string InputMimeType = "input.mime_type";

    private static readonly string[] TokenCounts = ["llm.token_count.prompt", "llm.token_count.completion", "llm.token_count.total"];

    // "metadata" stands for document.metadata too.
    private static readonly string[] JsonTexts = ["metadata", "llm.prompt_template.variables", "tool.parameters"];

    public static void Apply(Dictionary<string, object?> attributes)
    {
        GenAiMapping.Apply(attributes);
        CountTokens(attributes);
        OpenJsonTexts(attributes);
        if (attributes.TryGetValue(InputValue, out var input) && input is not (null or string))
        {
            attributes[InputValue] = JsonValues.ToText(input);
            attributes[InputMimeType] = "application/json";
        }
    }

    private static void CountTokens(Dictionary<string, object?> attributes)
    {
        foreach (var key in TokenCounts)
        {
            if (attributes.TryGetValue(key, out var value) && ToCount(value) is { } count)
            {
                attributes[key] = count;
            }
        }
    }

    private static long? ToCount(object? value) => value switch
    {
        string text when long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var count) => count,
        double number when Math.Abs(number) < long.MaxValue => (long)number,
        _ => null,
    };

    private static void OpenJsonTexts(Dictionary<string, object?> attributes)
    {
        foreach (var (key, value) in attributes)
        {
            if (value is string text && IsJsonText(key) && JsonValues.TryParseContainer(text, out var opened))
            {
                // Another value for a key that is there does not end the enumeration.
                attributes[key] = opened;
            }
        }
    }

    private static bool IsJsonText(string key)
    {
        foreach (var suffix in JsonTexts)
        {
            if (key.EndsWith(suffix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
