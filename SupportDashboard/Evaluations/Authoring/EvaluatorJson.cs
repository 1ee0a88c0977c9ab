using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportDashboard.Evaluations.Authoring;

/// <summary>An evaluator's definition as the database keeps it.</summary>
internal static class EvaluatorJson
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The definition without its version and date, so that equal definitions have equal texts.</summary>
    public static string Write(Evaluator evaluator) => JsonSerializer.Serialize(evaluator with { Version = 0, PublishedAt = null }, Format);

    /// <summary>Null where the text is none; a definition of a later version of the product may be such.</summary>
    public static Evaluator? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Evaluator>(json, Format) is { Name: not null, Choices.Count: > 0, PromptTemplate: not null, Kind: EvaluatorKind.Llm } evaluator ? evaluator : null;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
