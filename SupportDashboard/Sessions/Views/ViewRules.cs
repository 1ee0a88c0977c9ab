using System.Globalization;
using System.Text;

namespace SupportDashboard.Sessions.Views;

/// <summary>What a saved view may hold; checked where it is typed and again where it is stored.</summary>
public static class ViewRules
{
    /// <summary>Longest name, in UTF-16 characters.</summary>
    public const int MaxNameLength = 60;

    /// <summary>Longest query, in UTF-16 characters; an address of the list with every filter in use stays below.</summary>
    public const int MaxQueryLength = 8_000;

    /// <summary>How many views one person can have.</summary>
    public const int MaxViews = 200;

    /// <summary>The name as one line: no control characters, no surrogate without its other half, no runs of white space.</summary>
    public static string Clean(string? name)
    {
        var text = new StringBuilder();
        foreach (var rune in (name ?? "").EnumerateRunes())
        {
            var gap = Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control;
            if (!gap)
            {
                text.Append(rune.ToString());
            }
            else if (text.Length > 0 && text[^1] != ' ')
            {
                text.Append(' ');
            }
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>What is wrong with the name, as a sentence for the screen, or null.</summary>
    public static string? Check(string? name) => Clean(name).Length switch
    {
        0 => "Give the view a name.",
        > MaxNameLength => $"A name can hold {MaxNameLength} characters.",
        _ => null,
    };
}
