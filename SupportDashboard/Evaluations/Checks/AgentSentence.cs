using System.Text;
using System.Text.RegularExpressions;

namespace SupportDashboard.Evaluations.Checks;

/// <summary>A sentence of an answer.</summary>
/// <param name="Text">As it stands in the answer, for quoting.</param>
/// <param name="Plain">Without Markdown's marks, with straight apostrophes, for reading.</param>
/// <param name="Below">The plain list that the sentence introduces with a colon; empty when there is none.</param>
internal sealed partial record AgentSentence(string Text, string Plain, string Below)
{
    // More than any answer that people read; the checks need not read more of what machines paste.
    private const int LongestAnswer = 20_000;
    private const int LongestSentence = 1_000;

    public static IReadOnlyList<AgentSentence> In(string answer)
    {
        var lines = (answer.Length <= LongestAnswer ? answer : answer[..LongestAnswer]).Split('\n');
        var sentences = new List<AgentSentence>();
        for (var index = 0; index < lines.Length; index++)
        {
            var parts = SentenceEnd().Split(lines[index]).Select(static part => part.Trim()).Where(static part => part.Length is > 0 and <= LongestSentence).ToList();
            for (var part = 0; part < parts.Count; part++)
            {
                var plain = PlainOf(parts[part]);
                var below = part == parts.Count - 1 && plain.EndsWith(':') ? ListBelow(lines, index) : "";
                sentences.Add(new(parts[part], plain, below));
            }
        }

        return sentences;
    }

    private static string ListBelow(string[] lines, int index)
    {
        var list = new StringBuilder();
        foreach (var line in lines.Skip(index + 1).TakeWhile(static line => line.Trim().Length == 0 || ListItem().IsMatch(line)))
        {
            list.Append(PlainOf(line)).Append('\n');
        }

        return list.ToString();
    }

    private static string PlainOf(string text) => Marks().Replace(text, "").Replace('’', '\'').Trim();

    [GeneratedRegex(@"(?<=[.!?]['""”)*_]{0,3})\s+(?=\S)")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"^\s+\S|^\s*(?:[-*•]|[0-9]{1,3}[.)])\s")]
    private static partial Regex ListItem();

    [GeneratedRegex(@"[*`]+|(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])|^#+\s")]
    private static partial Regex Marks();
}
