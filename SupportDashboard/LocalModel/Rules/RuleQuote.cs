namespace SupportDashboard.LocalModel;

/// <summary>A verbatim piece of a turn, short enough to read.</summary>
internal sealed record RuleQuote
{
    private const int MaxLength = 160;

    public RuleQuote(int turn, string text) => (Turn, Text) = (turn, Shorten(text));

    public int Turn { get; }

    public string Text { get; }

    // Cut at a word, without an ellipsis: a quote must be found in its turn.
    private static string Shorten(string text)
    {
        var line = text.Split('\n')[0].Trim();
        if (line.Length <= MaxLength)
        {
            return line;
        }

        var space = line.LastIndexOf(' ', MaxLength);
        var end = space > MaxLength / 2 ? space : char.IsHighSurrogate(line[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return line[..end];
    }
}
