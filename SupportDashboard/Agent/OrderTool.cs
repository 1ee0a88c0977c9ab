using System.Text.Json;
using System.Text.Json.Nodes;
using OpenAI.Chat;
using SupportDashboard.Tracing;

namespace SupportDashboard.Agent;

/// <summary>
/// The tool <c>lookupOrderStatus(orderId)</c>. Whatever a model asks for, it gets a JSON object back; one with an <c>error</c> marks the TOOL span as
/// failed, also for an order that does not exist, so that leads find the conversations in which the agent could not help.
/// </summary>
internal sealed class OrderTool(OrderBook orders, TimeProvider clock)
{
    public const string Name = "lookupOrderStatus";
    private const string Description = "Looks up an order: its status, carrier, tracking number and estimated delivery.";

    public static readonly ChatTool Definition = ChatTool.CreateFunctionTool(Name, Description, BinaryData.FromString("""
        {
          "type": "object",
          "properties": { "orderId": { "type": "string", "description": "The order's id, for example ORD-12345" } },
          "required": ["orderId"],
          "additionalProperties": false
        }
        """), functionSchemaIsStrict: true);

    /// <summary>Runs one call in its TOOL span and returns the result as JSON text.</summary>
    public string Run(TurnContext turn, ChatToolCall call)
    {
        var arguments = call.FunctionArguments.ToString();
        var span = turn.Begin(AgentTracing.StartTool(turn.Root, call.FunctionName, Description, call.Id, arguments, clock));
        turn.Emit(new ToolStarted(call.Id, call.FunctionName, arguments));
        var (result, error) = Answer(call.FunctionName, arguments);
        turn.LookedUpOrderId = OrderIds.FindLast(arguments) ?? turn.LookedUpOrderId;
        span.SetOutput(result, MimeTypes.Json);
        if (error is not null)
        {
            span.Fail(error);
        }

        turn.End(span, error ?? "found");
        turn.Emit(new ToolFinished(call.Id, result, error is not null, span.Elapsed));
        return result;
    }

    private (string Result, string? Error) Answer(string name, string arguments)
    {
        if (name != Name)
        {
            return Problem("There is no such tool.");
        }

        if (ReadOrderId(arguments) is not { } id)
        {
            return Problem("The arguments must be a JSON object with the text orderId.");
        }

        return orders.Find(id) is { } order
            ? (new JsonObject
            {
                ["orderId"] = order.Id,
                ["status"] = order.Status,
                ["carrier"] = order.Carrier,
                ["trackingNumber"] = order.TrackingNumber,
                ["eta"] = order.Eta,
            }.ToJsonString(), null)
            : Problem($"Order {id} not found in our system");
    }

    private static (string Result, string Error) Problem(string sentence) => (new JsonObject { ["error"] = sentence }.ToJsonString(), sentence);

    private static string? ReadOrderId(string arguments)
    {
        try
        {
            using var parsed = JsonDocument.Parse(arguments);
            return parsed.RootElement.ValueKind == JsonValueKind.Object
                && parsed.RootElement.TryGetProperty("orderId", out var id) && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 and <= 100 } text
                ? text
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
