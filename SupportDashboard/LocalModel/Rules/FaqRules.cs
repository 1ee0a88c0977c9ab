using System.Text.RegularExpressions;

namespace SupportDashboard.LocalModel;

/// <summary>
/// Answers from the articles (<c>Q: …</c> and <c>A: …</c>) between <c>&lt;context&gt;</c> and <c>&lt;/context&gt;</c> of the system prompt, and from nothing else:
/// <list type="number">
/// <item>a greeting or thanks is answered as such;</item>
/// <item>the article whose question is most similar answers, unless the message wants something done (upgrade, delete, ...) that the article does not mention;</item>
/// <item>else a sentence the agent said before, if it holds nearly every word of the question ("How long is the link valid?");</item>
/// <item>else it says that it has no information.</item>
/// </list>
/// </summary>
internal static partial class FaqRules
{
    private const double MinSimilarity = 0.35;
    private const double MinCoverage = 0.66;
    private const string Unknown =
        "I'm sorry, I don't have information about that. I can help with the status of an order, and with questions about passwords, refunds, subscriptions, payment and your profile.";

    /// <summary>What stands in the system prompt's context; null when there is none.</summary>
    public static string? ContextOf(ModelRequest request) => Context().Match(request.System) is { Success: true } match ? match.Groups["articles"].Value : null;

    public static ModelAnswer Answer(ModelRequest request, string context)
    {
        var question = request.Question;
        if (Courtesy(question) is { } courtesy)
        {
            return ModelAnswer.Say(courtesy);
        }

        return ModelAnswer.Say(FromArticles(question, context) ?? FromEarlierAnswers(question, request) ?? Unknown);
    }

    private static string? Courtesy(string question)
    {
        if (Words.Meaningful(question).Any() || Words.OrderIdsOf(question).Count > 0)
        {
            return null;
        }

        var words = Words.Of(question).ToHashSet();
        return words.Overlaps(["thanks", "thank"]) ? "You're welcome! Is there anything else I can help you with?"
            : words.Overlaps(["hello", "hi", "hey"]) ? "Hello! I can help with the status of an order, and with questions about your account, payment and refunds."
            : null;
    }

    private static string? FromArticles(string question, string context)
    {
        var wanted = Words.ConceptsOf(question).Where(Lexicon.Actions.Contains).ToList();
        return Article().Matches(context)
            .Select(match => (Question: match.Groups["question"].Value, Answer: match.Groups["answer"].Value.Trim()))
            .Select(article => (article.Answer, Similarity: EmbeddingRules.Similarity(question, article.Question), Concepts: Words.ConceptsOf($"{article.Question} {article.Answer}")))
            .Where(article => article.Similarity >= MinSimilarity && wanted.TrueForAll(article.Concepts.Contains))
            .OrderByDescending(static article => article.Similarity)
            .Select(static article => article.Answer)
            .FirstOrDefault();
    }

    private static string? FromEarlierAnswers(string question, ModelRequest request)
    {
        var concepts = Words.ConceptsOf(question);
        return request.Messages
            .Where(static message => message.Role == "assistant")
            .Reverse()
            .SelectMany(static message => Words.SentencesOf(message.Text))
            .FirstOrDefault(sentence => Words.ConceptsOf(sentence).Count(concepts.Contains) is >= 2 and var shared && shared >= MinCoverage * concepts.Count);
    }

    [GeneratedRegex("<context>(?<articles>.*)</context>", RegexOptions.Singleline)]
    private static partial Regex Context();

    [GeneratedRegex(@"^Q: (?<question>[^\n]*)\nA: (?<answer>.*?)(?=\n\nQ: |\s*\z)", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Article();
}
