using System.Buffers;
using System.Globalization;
using System.Text;

namespace SupportDashboard.Evaluations;

/// <summary>
/// Takes out of a text what nobody can see in it but a model reads: zero-width and tag characters, direction marks, fillers, variation selectors, control
/// characters. Joiners stay where scripts and emoji need them.
/// </summary>
internal static class InvisibleText
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(static code => (char)code), '\n', '\r', '\t']);

    /// <summary>The text as people see it; the same instance when nothing is hidden in it.</summary>
    public static string Remove(string text)
    {
        if (CountIn(text) == 0)
        {
            return text;
        }

        var seen = new StringBuilder(text.Length);
        var before = default(Rune);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsInvisible(rune, before))
            {
                seen.Append(rune);
                before = rune;
            }
        }

        return seen.ToString();
    }

    /// <summary>How many characters of the text nobody can see.</summary>
    public static int CountIn(string text)
    {
        // Most texts: nothing but what every keyboard has.
        if (!text.AsSpan().ContainsAnyExcept(Plain))
        {
            return 0;
        }

        var (count, before) = (0, default(Rune));
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsInvisible(rune, before))
            {
                count++;
            }
            else
            {
                before = rune;
            }
        }

        return count;
    }

    private static bool IsInvisible(Rune rune, Rune before) => rune.Value switch
    {
        '\n' or '\r' or '\t' => false,
        < 0x80 => Rune.IsControl(rune),
        ZeroWidthJoiner or ZeroWidthNonJoiner => !Joins(before),
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0 => true,
        (>= 0x180B and <= 0x180F) or (>= 0xE0100 and <= 0xE01EF) => true,
        0xFE0F => !Joins(before) && !char.IsAsciiDigit((char)Math.Min(before.Value, 0xFFFF)) && before.Value is not ('#' or '*'),
        >= 0xFE00 and <= 0xFE0E => !Joins(before),
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator && rune.Value is not (0x85 or 0x2028 or 0x2029),
    };

    // Emoji and the scripts behind Latin, Greek and Cyrillic join; between those three nothing does.
    private static bool Joins(Rune before) => before.Value >= 0x0590 && (Rune.IsLetter(before) || Rune.GetUnicodeCategory(before) is UnicodeCategory.OtherSymbol or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ModifierSymbol);
}
