using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SupportDashboard.Evaluations.Ledger;

/// <summary>
/// Keeps any text in PostgreSQL, whose <c>text</c> holds neither U+0000 nor half a surrogate pair, while ids and transcripts come from anywhere:
/// such a character is written as U+0001 with its four hexadecimal digits, and so is U+0001 itself. All other texts stay as they are.
/// </summary>
internal sealed class PostgresText() : ValueConverter<string, string>(static text => Encode(text), static text => Decode(text))
{
    private const char Mark = '\u0001';
    private const int Digits = 4;

    public static string Encode(string text)
    {
        if (!NeedsMark(text))
        {
            return text;
        }

        var encoded = new StringBuilder(text.Length + Digits);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                encoded.Append(text, i++, 2);
            }
            else if (text[i] is '\0' or Mark || char.IsSurrogate(text[i]))
            {
                encoded.Append(CultureInfo.InvariantCulture, $"{Mark}{(int)text[i]:X4}");
            }
            else
            {
                encoded.Append(text[i]);
            }
        }

        return encoded.ToString();
    }

    public static string Decode(string text)
    {
        if (!text.Contains(Mark, StringComparison.Ordinal))
        {
            return text;
        }

        var decoded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == Mark && ushort.TryParse(text.AsSpan(i + 1, Math.Min(Digits, text.Length - i - 1)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                decoded.Append((char)code);
                i += Digits;
            }
            else
            {
                decoded.Append(text[i]);
            }
        }

        return decoded.ToString();
    }

    private static bool NeedsMark(string text) => text.AsSpan().IndexOfAny('\0', Mark) >= 0 || text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') >= 0;
}
