using System.Buffers;
using System.Text.RegularExpressions;

namespace SupportDashboard.Evaluations;

/// <summary>
/// A pattern, and words of which each match holds one, whatever its case. Most texts hold none of them, which shows in a hundredth of the time that looking for the
/// pattern takes; that look would be a quarter of all the work of a run.
/// </summary>
/// <param name="pattern">What is looked for.</param>
/// <param name="words">In lower case; of two letters at least.</param>
internal sealed class ManipulationPattern(Regex pattern, params string[] words)
{
    private readonly SearchValues<string> _words = SearchValues.Create(words, StringComparison.OrdinalIgnoreCase);

    /// <summary>A sign that may stand for the words.</summary>
    public char? Sign { get; init; }

    /// <summary>What is looked for.</summary>
    public Regex Pattern => pattern;

    /// <summary>False where no match can be.</summary>
    public bool MayBeIn(string text) => text.AsSpan().ContainsAny(_words) || (Sign is { } sign && text.Contains(sign, StringComparison.Ordinal));

    public bool IsIn(string text) => MayBeIn(text) && pattern.IsMatch(text);
}
