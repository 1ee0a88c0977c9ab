using System.Globalization;
using System.Text.RegularExpressions;
using SupportDashboard.Evaluations;

namespace SupportDashboard.LocalModel;

/// <summary>
/// Judges one retrieval: <c>relevant</c> when a document, or the question an article answers, is similar enough to what was asked for the agent to answer from it
/// (<see cref="FaqRules"/>), <c>irrelevant</c> when none is, <c>unknown</c> when what was asked means nothing to the rules.
/// </summary>
internal static partial class RetrievalRules
{
    private const string Relevant = "relevant";
    private const string Irrelevant = "irrelevant";
    private const double MinSimilarity = 0.35;
    private const double MinCoverage = 0.66;
    private const int MostDocuments = 50;

    public static RuleVerdict Judge(string prompt)
    {
        var asked = PartOf(prompt, PromptVariables.Input);
        var concepts = Words.ConceptsOf(asked);
        if (concepts.Count == 0)
        {
            return new(RuleVerdict.Unknown, "What was asked holds no words that the embedded model's rules know.", []);
        }

        var documents = WorkText.ReadDocuments(PartOf(prompt, PromptVariables.Documents)).Take(MostDocuments).ToList();
        var best = documents.Select(document => (Document: document, Score: ScoreOf(asked, concepts, document))).OrderByDescending(static found => found.Score).FirstOrDefault();
        var quote = new RuleQuote(TurnOf(prompt), Words.SentencesOf(asked).FirstOrDefault() ?? asked);
        return documents.Count == 0 ? new(Irrelevant, "The retrieval returned no document.", [quote])
            : best.Score >= MinSimilarity ? new(Relevant, $"A document is about what was asked: “{Begin(best.Document)}”.", [quote])
            : new(Irrelevant, $"None of the {documents.Count.ToString(CultureInfo.InvariantCulture)} documents is about what was asked.", [quote]);
    }

    // A long document resembles a short question little, also when it answers it: then the words of the question count.
    private static double ScoreOf(string asked, HashSet<string> concepts, string document)
    {
        var question = Question().Match(document) is { Success: true } match ? match.Groups["text"].Value : document;
        var known = Words.ConceptsOf(document);
        var coverage = (double)concepts.Count(known.Contains) / concepts.Count;
        return Math.Max(EmbeddingRules.Similarity(asked, question), coverage >= MinCoverage ? coverage : 0);
    }

    private static string PartOf(string prompt, string name) =>
        Part().Matches(prompt).FirstOrDefault(match => match.Groups["name"].Value == name)?.Groups["text"].Value.Trim() ?? "";

    private static int TurnOf(string prompt) =>
        Turn().Match(prompt) is { Success: true } match && int.TryParse(match.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var turn) ? turn : 1;

    private static string Begin(string document) => Words.SentencesOf(document).FirstOrDefault() is { } first ? first.Length <= 120 ? first : string.Concat(first.AsSpan(0, 120), "…") : "";

    [GeneratedRegex(@"^<(?<name>[a-z_]+)-(?<mark>[0-9a-f]{16})>\n(?<text>.*?)\n</\k<name>-\k<mark>>$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Part();

    [GeneratedRegex(@"You judge one [a-z ]+ of turn (?<number>[0-9]{1,9}) alone\.")]
    private static partial Regex Turn();

    [GeneratedRegex(@"^Q:\s*(?<text>[^\n]+)")]
    private static partial Regex Question();
}
