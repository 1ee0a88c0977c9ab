using System.Text;

namespace SupportDashboard.Sessions.Languages;

/// <summary>
/// In which language a customer writes: by the script, and among languages in Latin letters by their commonest words. Cheap enough for every message of an import
/// and silent where it would have to guess (an order number, "ok"): a library with letter statistics (Lingua) brings 143 MB along for the same filter.
/// </summary>
internal static class LanguageGuess
{
    private const int MostCharacters = 240;
    private const int LongestWord = 16;
    private const double LeastEvidence = 1.0;
    private const double Lead = 1.25;

    // A letter alone may be anything ("w/o", "size s"): it helps, but tells nothing by itself.
    private const double WeightOfLetter = 0.5;

    /// <summary>The language's code (ISO 639-1); null where the text does not tell.</summary>
    public static string? Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var begin = text.AsSpan(0, Math.Min(text.Length, MostCharacters));
        if (Ascii.IsValid(begin))
        {
            return OfWords(begin);
        }

        var letters = default(LetterCounts);
        foreach (var letter in begin)
        {
            letters.Add(letter);
        }

        return letters.IsLatin ? OfWords(begin) : letters.OfScript();
    }

    // What a word says is shared by the languages that have it, so one that only one language has says most.
    private static string? OfWords(ReadOnlySpan<char> text)
    {
        Span<double> evidence = stackalloc double[CommonWords.Languages.Length];
        Span<char> lower = stackalloc char[LongestWord];
        while (Next(ref text, out var word))
        {
            if (word.Length <= LongestWord && !word.ContainsAnyInRange('0', '9') && !word.ContainsAny('_', '@') && CommonWords.Words.TryGetValue(lower[..word.ToLowerInvariant(lower)], out var languages))
            {
                var weight = (word.Length == 1 ? WeightOfLetter : 1.0) / languages.Length;
                foreach (var language in languages)
                {
                    evidence[language] += weight;
                }
            }
        }

        var (best, second) = (0, 0.0);
        for (var language = 1; language < evidence.Length; language++)
        {
            second = Math.Max(second, Math.Min(evidence[language], evidence[best]));
            best = evidence[language] > evidence[best] ? language : best;
        }

        return evidence[best] >= LeastEvidence && evidence[best] >= second * Lead ? CommonWords.Languages[best] : null;
    }

    private static bool Next(ref ReadOnlySpan<char> text, out ReadOnlySpan<char> word)
    {
        var start = 0;
        while (start < text.Length && !IsInWord(text[start]))
        {
            start++;
        }

        var end = start;
        while (end < text.Length && IsInWord(text[end]))
        {
            end++;
        }

        word = text[start..end];
        text = text[end..];
        text = text[EndingOf(text)..];
        return !word.IsEmpty;
    }

    // "it's", "I've", "didn't": what follows the apostrophe is no word of any language.
    private static int EndingOf(ReadOnlySpan<char> text)
    {
        if (text is not ['\'' or '’', ..])
        {
            return 0;
        }

        var length = 1;
        while (length < text.Length && IsInWord(text[length]))
        {
            length++;
        }

        return text[1..length] is "s" or "t" or "m" or "d" or "re" or "ve" or "ll" ? length : 1;
    }

    // Of a number, a user's name or an address no part is a word.
    private static bool IsInWord(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '@';
}
