using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportDashboard.LocalModel;

/// <summary>
/// Answers about orders. The ids in the message are looked up; else the id that the system prompt says was mentioned last; else the newest id
/// in the conversation; else the model asks for one. With the tool's results it answers what was asked, see <see cref="OrderSentences"/>.
/// </summary>
internal static class OrderRules
{
    public const string Tool = "lookupOrderStatus";

    private const int MaxLookups = 3;
    private const string AskForId = "I can look that up for you. Could you tell me your order number? It looks like ORD-XXXXX.";
    private const string ReadOnlyNote = "I can look up orders, but I can't cancel or change them here; please contact our support team for that.";

    public static ModelAnswer CallOrAsk(ModelRequest request)
    {
        var ids = IdsFor(request);
        return ids.Count == 0
            ? ModelAnswer.Say(AskForId)
            : ModelAnswer.Call([.. ids.Take(MaxLookups).Select((id, index) =>
                new FunctionCall($"call_{request.Messages.Count}_{index}", Tool, new JsonObject { ["orderId"] = id }.ToJsonString()))]);
    }

    public static ModelAnswer AnswerFromResults(ModelRequest request)
    {
        var concepts = Words.ConceptsOf(request.Question);
        var sentences = request.Messages
            .Reverse().TakeWhile(static message => message.Role == "tool").Reverse()
            .Select(result => Describe(result.Text, concepts));
        var answer = string.Join(' ', sentences);
        return ModelAnswer.Say(concepts.Contains(Lexicon.Cancel) || concepts.Contains(Lexicon.Update) ? $"{answer} {ReadOnlyNote}" : answer);
    }

    private static IReadOnlyList<string> IdsFor(ModelRequest request)
    {
        if (Words.OrderIdsOf(request.Question) is { Count: > 0 } named)
        {
            return named;
        }

        return Words.OrderIdsOf(RememberedIn(request.System)) is [.., var remembered] ? [remembered]
            : request.Messages.Where(static message => message.Role is "user" or "assistant").SelectMany(static message => Words.OrderIdsOf(message.Text)).LastOrDefault() is { } earlier ? [earlier]
            : [];
    }

    // Only the sentence about the remembered order: prompts also show what an id looks like.
    private static string RememberedIn(string system) =>
        system.Split('\n').FirstOrDefault(static line => line.Contains("mentioned last is", StringComparison.OrdinalIgnoreCase)) ?? string.Empty;

    private static string Describe(string result, HashSet<string> concepts)
    {
        try
        {
            using var parsed = JsonDocument.Parse(result);
            if (parsed.RootElement.ValueKind != JsonValueKind.Object)
            {
                return OrderSentences.Unreadable;
            }

            var fields = parsed.RootElement.EnumerateObject()
                .Where(static field => field.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                .GroupBy(static field => field.Name, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(static field => field.Key, static field => field.Last().Value.ToString(), StringComparer.OrdinalIgnoreCase);
            return fields.TryGetValue("error", out var error) ? OrderSentences.Missing(error) : new OrderSentences(fields).Answer(concepts);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return OrderSentences.Unreadable;
        }
    }
}
