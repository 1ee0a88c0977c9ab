using System.Text.RegularExpressions;

namespace SupportDashboard.LocalModel;

/// <summary>Takes text apart into the words and concepts that the rules compare.</summary>
internal static partial class Words
{
    // More than any message that people write; rules need not read more of what machines paste.
    private const int MaxLength = 20_000;

    /// <summary>All words in lower case, contractions without their apostrophe; order ids and other codes are not words.</summary>
    public static IEnumerable<string> Of(string text) => Word().Matches(Prepare(text)).Select(static match => match.Value);

    /// <summary>The distinct concepts: known ones by their name, other words that mean something by their singular.</summary>
    public static HashSet<string> ConceptsOf(string text)
    {
        var concepts = Meaningful(text).Select(static word => Lexicon.ConceptOf(word) ?? Lexicon.Singular(word)).ToHashSet(StringComparer.Ordinal);
        if (OrderId().IsMatch(Cut(text)))
        {
            concepts.Add(Lexicon.Order);
        }

        return concepts;
    }

    /// <summary>Words that are no stop words.</summary>
    public static IEnumerable<string> Meaningful(string text) => Of(text).Where(static word => !Lexicon.IsStopWord(word));

    /// <summary>Order ids in their normal form, each once.</summary>
    public static IReadOnlyList<string> OrderIdsOf(string text) =>
        [.. OrderId().Matches(Cut(text)).Select(static match => "ORD-" + match.Groups["digits"].Value).Distinct()];

    /// <summary>The sentences and lines of a text, as they stand in it.</summary>
    public static IEnumerable<string> SentencesOf(string text) =>
        Sentence().Matches(Cut(text)).Select(static match => match.Value.Trim()).Where(static sentence => sentence.Length > 0);

    private static string Cut(string text) => text.Length <= MaxLength ? text : text[..MaxLength];

    private static string Prepare(string text) => Idiom().Replace(OrderId().Replace(Cut(text).ToLowerInvariant(), " "), static match => match.Value switch
    {
        "money back" => "moneyback",
        "e-mail" or "e-mails" => "email",
        "log in" or "sign in" => "login",
        _ => " ",
    }).Replace("'", string.Empty, StringComparison.Ordinal).Replace("’", string.Empty, StringComparison.Ordinal);

    [GeneratedRegex(@"[\p{L}][\p{L}\p{M}]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"money back|e-mails?\b|\b(?:log|sign) in\b|in order to")]
    private static partial Regex Idiom();

    [GeneratedRegex(@"\bORD[-\s_#\u2010-\u2015\u2212]{0,2}(?<digits>[0-9]{1,12})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OrderId();

    [GeneratedRegex(@"[^.!?\n]+(?:[.!?]+(?=\s|$)|[.!?]+(?!\s)[^.!?\n]*)*[.!?]*")]
    private static partial Regex Sentence();
}
