using System.Text.Json.Nodes;

namespace SupportDashboard.LocalModel;

/// <summary>
/// Classifies the last message:
/// <list type="number">
/// <item>a word about shipping (arrive, deliver, track, carrier, ...): <c>order_status</c>; confidence medium if it also names a help topic, else high;</item>
/// <item>a help topic (password, refund, subscription, payment, profile, account): <c>faq</c>; medium if it also names an order id, else high;</item>
/// <item>an order id or the word order or status: <c>order_status</c>, high;</item>
/// <item>a short message without any topic, right after an answer about an order ("And the other one?"): <c>order_status</c>, medium;</item>
/// <item>anything else: <c>faq</c>, low.</item>
/// </list>
/// </summary>
internal static class ClassificationRules
{
    private const int FollowUpWords = 6;

    public static ModelAnswer Answer(ModelRequest request)
    {
        var (category, confidence, reasoning) = Classify(request);
        return ModelAnswer.Say(new JsonObject { ["reasoning"] = reasoning, ["category"] = category, ["confidence"] = confidence }.ToJsonString());
    }

    private static (string Category, string Confidence, string Reasoning) Classify(ModelRequest request)
    {
        var message = request.Question;
        var concepts = Words.ConceptsOf(message);
        var topic = concepts.FirstOrDefault(Lexicon.Topics.Contains);
        var namesOrder = Words.OrderIdsOf(message).Count > 0;
        if (concepts.FirstOrDefault(Lexicon.Shipping.Contains) is { } shipping)
        {
            return ("order_status", topic is null ? "high" : "medium", $"The message asks about the {Describe(shipping)} of an order.");
        }

        if (topic is not null)
        {
            return ("faq", namesOrder ? "medium" : "high", $"The message is about the help topic \"{topic}\".");
        }

        if (namesOrder || concepts.Contains(Lexicon.Order) || concepts.Contains(Lexicon.Status))
        {
            return ("order_status", "high", namesOrder ? "The message names an order." : "The message asks about an order.");
        }

        return IsFollowUp(request, concepts)
            ? ("order_status", "medium", "The message names no topic and follows an answer about an order.")
            : ("faq", "low", "The message names neither an order nor a help topic that the rules know.");
    }

    private static string Describe(string shipping) => shipping == Lexicon.Tracking ? "tracking number" : shipping;

    private static bool IsFollowUp(ModelRequest request, HashSet<string> concepts)
    {
        var words = Words.Of(request.Question).ToList();
        return concepts.Count <= 1 && words.Count <= FollowUpWords && words.Exists(static word => word is "it" or "its" or "one" or "that" or "when" or "where" or "there")
            && request.Messages.LastOrDefault(static message => message.Role == "assistant") is { } answer && Words.OrderIdsOf(answer.Text).Count > 0;
    }
}
