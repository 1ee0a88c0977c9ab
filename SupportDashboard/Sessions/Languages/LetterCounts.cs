namespace SupportDashboard.Sessions.Languages;

/// <summary>How many letters of a text belong to which script, and of what else in it gives a language away.</summary>
internal struct LetterCounts
{
    // A sign of these says as much as some letters.
    private const int LettersOfSyllable = 2;
    private const int LettersOfWord = 3;

    private int _latin;
    private int _kana;
    private int _han;
    private int _hangul;
    private int _cyrillic;
    private int _ukrainian;
    private int _arabic;
    private int _persian;
    private int _hebrew;
    private int _greek;
    private int _thai;
    private int _devanagari;

    /// <summary>More letters are Latin than of any other script.</summary>
    public readonly bool IsLatin => _latin > 0 && _latin >= Math.Max(_kana + _han, Math.Max(_hangul, Math.Max(_cyrillic, Math.Max(_arabic, Math.Max(_hebrew, Math.Max(_greek, Math.Max(_thai, _devanagari)))))));

    /// <summary>The language of the script that has most letters, where the script tells it; null of Latin letters, and of none.</summary>
    public readonly string? OfScript()
    {
        if (IsLatin)
        {
            return null;
        }

        // Japanese mixes kana with Chinese letters, Chinese never does.
        ReadOnlySpan<(int Letters, string Language)> scripts =
        [
            (_kana + _han, _kana > 0 ? "ja" : "zh"), (_hangul, "ko"), (_cyrillic, _ukrainian > 0 ? "uk" : "ru"), (_arabic, _persian > 0 ? "fa" : "ar"),
            (_hebrew, "he"), (_greek, "el"), (_thai, "th"), (_devanagari, "hi"),
        ];
        var most = scripts[0];
        foreach (var script in scripts[1..])
        {
            most = script.Letters > most.Letters ? script : most;
        }

        return most.Letters > 1 ? most.Language : null;
    }

    public void Add(char letter)
    {
        switch (letter)
        {
            case >= 'A' and <= 'Z' or >= 'a' and <= 'z' or >= '\u00C0' and <= '\u024F' or >= '\u1E00' and <= '\u1EFF':
                _latin++;
                break;
            case >= '\u0400' and <= '\u04FF':
                _cyrillic++;
                _ukrainian += letter is 'і' or 'ї' or 'є' or 'ґ' or 'І' or 'Ї' or 'Є' or 'Ґ' ? 1 : 0;
                break;
            case >= '\u3040' and <= '\u30FF':
                _kana += LettersOfSyllable;
                break;
            case >= '\u4E00' and <= '\u9FFF':
                _han += LettersOfWord;
                break;
            case >= '\uAC00' and <= '\uD7A3':
                _hangul += LettersOfSyllable;
                break;
            case >= '\u0600' and <= '\u06FF':
                _arabic++;
                _persian += letter is 'پ' or 'چ' or 'ژ' or 'گ' or 'ی' or 'ک' ? 1 : 0;
                break;
            case >= '\u0590' and <= '\u05FF':
                _hebrew++;
                break;
            case >= '\u0370' and <= '\u03FF':
                _greek++;
                break;
            case >= '\u0E00' and <= '\u0E7F':
                _thai++;
                break;
            case >= '\u0900' and <= '\u097F':
                _devanagari++;
                break;
        }
    }
}
