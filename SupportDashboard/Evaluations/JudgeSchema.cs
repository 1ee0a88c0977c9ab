using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using OpenAI.Chat;

namespace SupportDashboard.Evaluations;

/// <summary>The strict schema of a judge's answer. Properties are written in their order, so the judge explains before it decides.</summary>
internal static class JudgeSchema
{
    // The same for every call of an evaluator.
    private static readonly ConditionalWeakTable<Evaluator, ChatResponseFormat> Known = [];

    /// <summary>The response format, named as the evaluator.</summary>
    public static ChatResponseFormat For(Evaluator evaluator) => Known.GetValue(evaluator, static known => ChatResponseFormat.CreateJsonSchemaFormat(
        known.Name, BinaryData.FromString(Json(known).ToJsonString()), jsonSchemaIsStrict: true));

    internal static JsonObject Json(Evaluator evaluator) => Object(
        ("explanation", Text("What decided the verdict, in two to four sentences.")),
        ("evidence", new JsonObject
        {
            ["type"] = "array",
            ["description"] = "The quotes that decided it.",
            ["items"] = Object(
                ("turn", new JsonObject { ["type"] = "integer", ["description"] = "The number of the turn." }),
                ("quote", Text("Copied word for word from that turn."))),
        }),
        ("label", new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. evaluator.Choices.Select(static choice => (JsonNode)choice.Label)]) }));

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };

    private static JsonObject Object(params (string Name, JsonNode Schema)[] properties) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(properties.Select(static property => KeyValuePair.Create(property.Name, (JsonNode?)property.Schema))),
        ["required"] = new JsonArray([.. properties.Select(static property => (JsonNode)property.Name)]),
        ["additionalProperties"] = false,
    };
}
