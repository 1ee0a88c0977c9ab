using System.Buffers;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportDashboard.Evaluations;

/// <summary>Undoes what disguises a text from a reader of plain words: other letters of the same look, letters set apart, encodings, reversal.</summary>
internal static partial class TextDisguise
{
    private const int LongestText = 20_000;
    private const int MostCodes = 20;

    // Every text reads as something backwards; only where that holds one of these is it worth a look.
    private static readonly string[] TellingWords = ["ignor", "disregard", "instruct", "evaluat", "judge", "grader", "verdict", "label", "resolved", "coherent", "system", "transcript", "rubric"];
    private static readonly SearchValues<string> Telling = SearchValues.Create(TellingWords, StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> TellingReversed = SearchValues.Create([.. TellingWords.Select(Reversed)], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> TellingRotated = SearchValues.Create([.. TellingWords.Select(Rotated)], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<char> StandForLetters = SearchValues.Create("013457@$");

    private const int ShortestBase64 = 20;
    private const int ShortestHexadecimal = 28;
    private static readonly SearchValues<char> OfBase64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-");
    private static readonly SearchValues<char> OfHexadecimal = SearchValues.Create("0123456789abcdefABCDEF: ");

    private const string Lookalikes = "аaеeоoрpсcуyхxіiјjѕsԁdһhкkмmтtвbнnαaεeοoρpτtυuνvιiκkА" + "AЕEОOРPСCТTНHКKМMВBІIΑAΕEΟOΡPΤTΙIΚKΝN\u212AK\u0130I\u0131i";

    private static readonly Dictionary<int, char> Latin = Enumerable.Range(0, Lookalikes.Length / 2).ToDictionary(static index => (int)Lookalikes[index * 2], static index => Lookalikes[(index * 2) + 1]);

    // What is written in other letters below: those of the same look, the wide ones, the marks that combine, and what begins one of the mathematical alphabets.
    private static readonly SearchValues<char> Disguises = SearchValues.Create(
        [.. Latin.Keys.Select(static value => (char)value), .. Enumerable.Range(0xFF01, 0x5E).Select(static value => (char)value), .. Enumerable.Range(0x0300, 0x70).Select(static value => (char)value), '\uD835']);

    /// <summary>The text in plain letters, and what is encoded in it.</summary>
    public static IEnumerable<string> Readings(string text)
    {
        var seen = InvisibleText.Remove(text.Length <= LongestText ? text : text[..LongestText]);
        var plain = PlainLetters(seen);
        yield return plain;
        if (seen != plain)
        {
            yield return seen;
        }

        if (SetApart().IsMatch(plain))
        {
            yield return SetApart().Replace(plain, static match => match.Value.Replace(" ", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal));
        }

        // The other readings are only made where they would hold such a word.
        if (plain.AsSpan().ContainsAny(TellingReversed))
        {
            yield return Reversed(plain);
        }

        if (plain.AsSpan().ContainsAny(TellingRotated))
        {
            yield return Rotated(plain);
        }

        if (plain.AsSpan().ContainsAny(StandForLetters) && Digits(plain) is var read && read.AsSpan().ContainsAny(Telling))
        {
            yield return read;
        }

        if (plain.Contains('%', StringComparison.Ordinal) || plain.Contains('&', StringComparison.Ordinal) || plain.Contains("\\u", StringComparison.Ordinal))
        {
            yield return PlainLetters(Escape().Replace(WebUtility.HtmlDecode(Uri.UnescapeDataString(plain)), static match => ((char)Convert.ToInt32(match.Groups["code"].Value, 16)).ToString()));
        }

        foreach (var decoded in Decoded(plain))
        {
            yield return PlainLetters(decoded);
        }
    }

    private static IEnumerable<string> Decoded(string plain) =>
        (HasRun(plain, OfBase64, ShortestBase64) ? Base64().Matches(plain).Take(MostCodes).Select(static match => FromBase64(match.Value)) : [])
            .Concat(HasRun(plain, OfHexadecimal, ShortestHexadecimal) ? Hexadecimal().Matches(plain).Take(MostCodes).Select(static match => FromHex(match.Value)) : [])
            .OfType<string>();

    // Where so many of these letters do not stand together there is no code, which is found out sooner so.
    private static bool HasRun(ReadOnlySpan<char> text, SearchValues<char> letters, int length)
    {
        while (text.Length >= length)
        {
            var run = text.IndexOfAnyExcept(letters);
            if (run < 0 || run >= length)
            {
                return true;
            }

            text = text[(run + 1)..];
        }

        return false;
    }

    private static string PlainLetters(string text)
    {
        if (!text.AsSpan().ContainsAny(Disguises))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var value = rune.Value;
            if (value is >= 0xFF01 and <= 0xFF5E)
            {
                plain.Append((char)(value - 0xFEE0));
            }
            else if (value is >= 0x1D400 and <= 0x1D6A3)
            {
                // Mathematical alphabets: 52 letters each, capitals first.
                var letter = (value - 0x1D400) % 52;
                plain.Append((char)(letter < 26 ? 'A' + letter : 'a' + letter - 26));
            }
            else if (Latin.TryGetValue(value, out var latin))
            {
                plain.Append(latin);
            }
            else if (value is < 0x0300 or > 0x036F)
            {
                plain.Append(rune);
            }
        }

        return plain.ToString();
    }

    private static string Reversed(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        source.CopyTo(span);
        span.Reverse();
    });

    // "1gn0r3": digits and signs that stand for letters.
    private static string Digits(string text) => text.Replace('0', 'o').Replace('1', 'i').Replace('3', 'e').Replace('4', 'a').Replace('5', 's').Replace('7', 't').Replace('@', 'a').Replace('$', 's');

    private static string Rotated(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var index = 0; index < span.Length; index++)
        {
            var letter = source[index];
            span[index] = letter switch
            {
                >= 'a' and <= 'z' => (char)('a' + ((letter - 'a' + 13) % 26)),
                >= 'A' and <= 'Z' => (char)('A' + ((letter - 'A' + 13) % 26)),
                _ => letter,
            };
        }
    });

    private static string? FromBase64(string code)
    {
        var padded = code.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        padded = padded.PadRight((padded.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var length) ? Readable(bytes.AsSpan(0, length)) : null;
    }

    private static string? FromHex(string code)
    {
        var digits = string.Concat(code.Where(char.IsAsciiHexDigit));
        return digits.Length % 2 == 0 ? Readable(Convert.FromHexString(digits)) : null;
    }

    private static string? Readable(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return text.Length > 0 && text.Count(static letter => char.IsLetterOrDigit(letter) || char.IsWhiteSpace(letter) || char.IsPunctuation(letter)) >= text.Length * 0.9 ? text : null;
    }

    [GeneratedRegex(@"\b(?:[A-Za-z][ ._-]){5,}[A-Za-z]\b")]
    private static partial Regex SetApart();

    [GeneratedRegex(@"\\u\{?(?<code>[0-9A-Fa-f]{4})\}?|\\x(?<code>[0-9A-Fa-f]{2})")]
    private static partial Regex Escape();

    [GeneratedRegex(@"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{20,4000}={0,2}")]
    private static partial Regex Base64();

    [GeneratedRegex(@"(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{2}[ :]?){14,2000}(?![0-9A-Za-z])")]
    private static partial Regex Hexadecimal();
}
