using System.Text.Json;
using OpenAI.Chat;

namespace SupportDashboard.Agent;

/// <summary>Decides by structured output whether a message is about an order's status or a general question.</summary>
internal sealed class Classifier(AgentModel model)
{
    private const string SchemaName = "classification";

    // Reasoning stands first, so that it is written before the label it is to support.
    private static readonly BinaryData Schema = BinaryData.FromString("""
        {
          "type": "object",
          "properties": {
            "reasoning": { "type": "string" },
            "category": { "type": "string", "enum": ["order_status", "faq"] },
            "confidence": { "type": "string", "enum": ["high", "medium", "low"] }
          },
          "required": ["reasoning", "category", "confidence"],
          "additionalProperties": false
        }
        """);

    public async Task<Classification> ClassifyAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        var request = new ChatCompletionOptions { ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat(SchemaName, Schema, jsonSchemaIsStrict: true) };
        Classification? classification = null;
        await model.CompleteAsync(
            turn, "classify", turn.Ask(AgentPrompts.Classify(turn.LastOrderId)), request, text => Describe(classification = Parse(text)), cancellationToken);
        return classification!;
    }

    private static string Describe(Classification classification) => $"{classification.Category}, {classification.Confidence} confidence";

    // An unreadable classification is not worth the turn: general questions are the path that promises least.
    private static Classification Parse(string text)
    {
        try
        {
            using var answer = JsonDocument.Parse(text);
            if (answer.RootElement is { ValueKind: JsonValueKind.Object } root
                && Read(root, "category") is Classification.OrderStatus or Classification.Faq
                && Read(root, "confidence") is "high" or "medium" or "low")
            {
                return new(Read(root, "category")!, Read(root, "confidence")!, Read(root, "reasoning") ?? string.Empty);
            }
        }
        catch (JsonException)
        {
            // Answered below, like a readable answer with unknown values.
        }

        return new(Classification.Faq, "low", "The model's classification could not be read.");
    }

    private static string? Read(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
