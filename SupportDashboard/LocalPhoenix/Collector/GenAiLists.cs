using System.Globalization;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>The lists of a GenAI span beside its messages: the tools on offer and the documents found.</summary>
internal static class GenAiLists
{
    public static void Apply(Dictionary<string, object?> attributes)
    {
        AddTools(attributes);
        AddDocuments(attributes);
    }

    /// <summary>A list that was sent as OTLP values or as JSON text; anything else is no list.</summary>
    public static List<object?>? Read(Dictionary<string, object?> attributes, string key) => attributes.GetValueOrDefault(key) switch
    {
        List<object?> list => list,
        string text when JsonValues.TryParseContainer(text, out var parsed) => parsed as List<object?>,
        _ => null,
    };

    /// <summary>Whether the sender has used OpenInference's own keys below a prefix.</summary>
    public static bool IsSent(Dictionary<string, object?> attributes, string prefix) =>
        attributes.Keys.Any(key => key.StartsWith(prefix, StringComparison.Ordinal));

    private static void AddTools(Dictionary<string, object?> attributes)
    {
        const string Target = "llm.tools.";
        var tools = Read(attributes, "gen_ai.tool.definitions");
        if (tools is null || IsSent(attributes, Target))
        {
            return;
        }

        for (var index = 0; index < tools.Count; index++)
        {
            attributes[string.Create(CultureInfo.InvariantCulture, $"{Target}{index}.tool.json_schema")] = JsonValues.ToText(tools[index]);
        }
    }

    private static void AddDocuments(Dictionary<string, object?> attributes)
    {
        const string Target = "retrieval.documents.";
        var documents = Read(attributes, "gen_ai.retrieval.documents");
        if (documents is null || IsSent(attributes, Target))
        {
            return;
        }

        for (var index = 0; index < documents.Count; index++)
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"{Target}{index}.document.");
            if (documents[index] is Dictionary<string, object?> document)
            {
                foreach (var name in (string[])["id", "content", "score", "metadata"])
                {
                    attributes[prefix + name] = document.GetValueOrDefault(name);
                }
            }
            else if (documents[index] is string content)
            {
                attributes[prefix + "content"] = content;
            }
        }
    }
}
