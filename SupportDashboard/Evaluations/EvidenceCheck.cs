using System.Text;
using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations;

/// <summary>
/// Looks quotes up in the transcript. A quote is found when, with white space made alike, it is part of what was said in its turn;
/// when it stands in another turn instead, the number is corrected. What is not found stays, marked as such.
/// </summary>
internal static class EvidenceCheck
{
    private static readonly string[] Speakers = ["User:", "Agent:"];

    public static IReadOnlyList<Evidence> Check(IReadOnlyList<JudgeQuote> quotes, IReadOnlyList<TranscriptTurn> turns, JudgedPiece? piece = null)
    {
        if (quotes.Count == 0)
        {
            return [];
        }

        var texts = turns.Select(turn => (turn.Number, Text: Normalize($"{turn.UserText}\n{turn.AgentText}\n{(turn == piece?.Turn ? WorkOf(piece.Span) : null)}"))).ToList();
        return [.. quotes.Select(quote => Check(quote, texts)).Distinct()];
    }

    // Of a step that is judged by itself, also what went in and came out can be quoted.
    private static string? WorkOf(TurnSpan? span) => span is null
        ? null
        : string.Join('\n', new[] { span.ToolArguments ?? span.Input, span.ToolResult ?? span.Output }.Concat(span.Documents.Select(static document => document.Content)));

    private static Evidence Check(JudgeQuote quote, List<(int Number, string Text)> turns)
    {
        var words = Normalize(WithoutSpeaker(quote.Quote));
        if (words.Length > 0)
        {
            var own = turns.FindIndex(turn => turn.Number == quote.Turn && Holds(turn.Text, words));
            var found = own >= 0 ? own : turns.FindIndex(turn => Holds(turn.Text, words));
            if (found >= 0)
            {
                return new(turns[found].Number, words, true);
            }
        }

        return new(quote.Turn, quote.Quote, false);
    }

    private static bool Holds(string text, string words) => text.Contains(words, StringComparison.Ordinal);

    private static string WithoutSpeaker(string quote)
    {
        var trimmed = quote.TrimStart();
        var speaker = Array.Find(Speakers, name => trimmed.StartsWith(name, StringComparison.Ordinal));
        return speaker is null ? quote : trimmed[speaker.Length..];
    }

    private static string Normalize(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character))
            {
                result.Append(character);
            }
            else if (result.Length > 0 && result[^1] != ' ')
            {
                result.Append(' ');
            }
        }

        return result.ToString().TrimEnd();
    }
}
