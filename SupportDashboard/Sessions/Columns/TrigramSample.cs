using System.Text;

namespace SupportDashboard.Sessions.Columns;

/// <summary>
/// How common three letters are, from the texts of a few hundred sessions. The index walks the lists of all three-letter parts of a word,
/// and those that everybody says ("ORD", "@ex") are as long as there are sessions: looking for the rest of the word alone, and reading the
/// few texts that have it, is many times faster.
/// </summary>
internal sealed class TrigramSample
{
    /// <summary>Sessions whose texts are looked at.</summary>
    public const int Sessions = 300;

    private const int Length = 3;
    private const int RuneBits = 21;
    private const double Common = 0.05;

    private readonly Dictionary<long, int> _texts = [];
    private readonly HashSet<long> _seen = [];
    private int _count;

    /// <summary>Adds the text of one session.</summary>
    public void Add(string text)
    {
        _count++;
        _seen.Clear();
        foreach (var trigram in Trigrams(Runes(text)))
        {
            if (_seen.Add(trigram))
            {
                _texts[trigram] = _texts.GetValueOrDefault(trigram) + 1;
            }
        }
    }

    /// <summary>The longest part of a word of three letters and more without common ones; null when the whole word is as good or there is none.</summary>
    public string? RarePart(string word)
    {
        var runes = word.EnumerateRunes().ToList();
        var (start, length, best) = (0, 0, (Start: 0, Length: 0));
        foreach (var (at, trigram) in Trigrams(Runes(word)).Index())
        {
            (start, length) = IsCommon(trigram) ? (at + 1, 0) : (start, length + 1);
            best = length > best.Length ? (start, length) : best;
        }

        return best.Length == 0 || best.Length == runes.Count - Length + 1
            ? null
            : string.Concat(runes.GetRange(best.Start, best.Length + Length - 1).Select(static rune => rune.ToString()));
    }

    /// <summary>All three-letter parts of the word are common.</summary>
    public bool IsCommon(string word) => Trigrams(Runes(word)).All(IsCommon);

    private bool IsCommon(long trigram) => _texts.GetValueOrDefault(trigram) > _count * Common;

    // As the index folds cases, nearly: a difference only makes a worse choice.
    private static List<Rune> Runes(string text) => [.. text.EnumerateRunes().Select(Rune.ToLowerInvariant)];

    private static IEnumerable<long> Trigrams(List<Rune> runes)
    {
        for (var at = 0; at + Length <= runes.Count; at++)
        {
            yield return ((long)runes[at].Value << (2 * RuneBits)) | ((long)runes[at + 1].Value << RuneBits) | (long)runes[at + 2].Value;
        }
    }
}
