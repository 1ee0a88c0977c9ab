namespace SupportDashboard.Review;

/// <summary>What a note may hold; checked where it is typed and again where it is written.</summary>
public static class NoteRules
{
    /// <summary>Longest note, in characters.</summary>
    public const int MaxLength = 4000;

    /// <summary>What is wrong with the text, as a sentence for the screen, or null.</summary>
    public static string? Check(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "A note needs some text.";
        }

        return text.Length > MaxLength ? $"A note can hold {MaxLength:N0} characters; this one has {text.Length:N0}." : null;
    }
}
