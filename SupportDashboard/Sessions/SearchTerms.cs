using System.Text;

namespace SupportDashboard.Sessions;

/// <summary>
/// What a person typed into the search, as words that must all occur. Everything is plain text: quotes, operators and wildcards are
/// looked for like letters. Words of three characters and more use the trigram index, shorter ones a bounded scan.
/// </summary>
internal sealed record SearchTerms(IReadOnlyList<string> Long, IReadOnlyList<string> Short)
{
    public const int MostWords = 12;
    public const int LongestSearch = 500;
    private const int Trigram = 3;

    public static readonly SearchTerms None = new([], []);

    /// <summary>All words.</summary>
    public IReadOnlyList<string> Words { get; } = [.. Long, .. Short];

    /// <summary>There was more to search for than is looked for.</summary>
    public bool IsCut { get; private init; }

    public bool IsEmpty => Long.Count == 0 && Short.Count == 0;

    /// <summary>Splits at white space; what is beyond 500 characters or 12 words is left out.</summary>
    public static SearchTerms Parse(string? search)
    {
        if (string.IsNullOrWhiteSpace(search))
        {
            return None;
        }

        var words = Plain(search).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var heeded = words.Take(MostWords).ToLookup(static word => word.EnumerateRunes().Count() >= Trigram);
        return new([.. heeded[true]], [.. heeded[false]]) { IsCut = words.Count > MostWords || search.Length > LongestSearch };
    }

    /// <summary>The words as a query of the trigram index: each as it is, also inside longer words, and all of them.</summary>
    public static string Match(IEnumerable<string> words) => string.Join(" AND ", words.Select(static word => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    // Control characters and halves of surrogate pairs end words: SQLite's text would end there or be replaced.
    private static string Plain(string search)
    {
        var plain = new StringBuilder();
        foreach (var rune in search[..Math.Min(search.Length, LongestSearch)].EnumerateRunes())
        {
            plain.Append(rune == Rune.ReplacementChar || Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
        }

        return plain.ToString();
    }
}
