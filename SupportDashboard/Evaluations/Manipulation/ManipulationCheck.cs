using SupportDashboard.Evaluations.Checks;
using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations;

/// <summary>
/// Finds text in a conversation that looks as if it was written for the judge rather than for the customer or the agent. It changes no verdict: it puts a
/// flag beside it, with the words, so that a person looks.
/// </summary>
internal static class ManipulationCheck
{
    // One zero-width character slips in with copied text; a hidden message needs many.
    private const int ManyInvisible = 8;
    private const int MostQuotes = 5;
    private const int LongestQuote = 300;

    /// <summary>The suspicious lines and their turns, at most five.</summary>
    public static IReadOnlyList<JudgeQuote> Find(IReadOnlyList<TranscriptTurn> turns, bool withWork) =>
        [.. turns.SelectMany(turn => TextsOf(turn, withWork).SelectMany(static text => SuspiciousLines(text)).Select(line => new JudgeQuote(turn.Number, Shorten(line)))).Distinct().Take(MostQuotes)];

    /// <summary>The lines of a text that look so; all of them, where only the text as a whole does.</summary>
    public static IReadOnlyList<string> SuspiciousLines(string text)
    {
        if (!IsSuspicious(text))
        {
            return [];
        }

        var lines = text.ReplaceLineEndings("\n").Split('\n').Where(static line => line.Trim().Length > 0).ToList();
        var suspicious = lines.Where(IsSuspicious).ToList();
        return suspicious.Count > 0 ? suspicious : lines;
    }

    /// <summary>The text without the sentences that look so, for rules that must not be swayed by them.</summary>
    public static string Without(string text) => !IsSuspicious(text) ? text : string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(static line =>
        IsSuspicious(line) ? string.Join(' ', AgentSentence.In(line).Select(static sentence => sentence.Text).Where(static sentence => !IsSuspicious(sentence))) : line));

    public static bool IsSuspicious(string text) => InvisibleText.CountIn(text) >= ManyInvisible || TextDisguise.Readings(text).Any(ManipulationPatterns.AnyIn);

    private static IEnumerable<string> TextsOf(TranscriptTurn turn, bool withWork) =>
        new[] { turn.UserText, turn.AgentText }.OfType<string>().Concat(withWork ? turn.Spans.SelectMany(static span => WorkOf(span)) : []);

    private static IEnumerable<string> WorkOf(TurnSpan span) =>
        (CheckedConversation.IsCall(span) ? [CheckedConversation.Call(span).Arguments, CheckedConversation.Call(span).Result] : Array.Empty<string>()).Concat(span.Documents.Select(static document => document.Content));

    private static string Shorten(string line)
    {
        var seen = InvisibleText.Remove(line).Trim();
        return seen.Length <= LongestQuote ? seen : seen[..(char.IsHighSurrogate(seen[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote)];
    }
}
