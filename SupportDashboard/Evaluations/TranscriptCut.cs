using System.Globalization;
using SupportDashboard.Sessions;

namespace SupportDashboard.Evaluations;

/// <summary>
/// Fits a transcript into a number of characters by a stated rule: the first two and the last four turns stay whole; the messages of the turns between
/// them are shortened, the more the longer the transcript; when that is not enough, turns are left out from the middle; and only
/// when the turns that stay are too long by themselves, they are shortened as well.
/// </summary>
internal static class TranscriptCut
{
    private const int FirstTurns = 2;
    private const int LastTurns = 4;
    private const string Gap = " […] ";

    private static readonly int[] MessageLengths = [4000, 2000, 1000, 500, 200];

    /// <summary>The text for the judge, and how it was cut (null when it is whole).</summary>
    public static (string Text, string? Cut) Fit(IReadOnlyList<TranscriptTurn> turns, int maxCharacters)
    {
        var whole = TranscriptText.Of(turns);
        if (whole.Length <= maxCharacters)
        {
            return (whole, null);
        }

        foreach (var length in MessageLengths)
        {
            var blocks = Shorten(turns, length, IsMiddle);
            if (Length(blocks) <= maxCharacters)
            {
                return (string.Join("\n\n", blocks), $"Messages of the middle turns are shortened to {length} characters.");
            }
        }

        return LeaveOut(turns, maxCharacters);
    }

    private static (string Text, string? Cut) LeaveOut(IReadOnlyList<TranscriptTurn> turns, int maxCharacters)
    {
        var blocks = Shorten(turns, MessageLengths[^1], IsMiddle);
        var kept = Math.Min(turns.Count, FirstTurns + LastTurns);
        var endsLength = Length(blocks.Take(FirstTurns)) + Length(blocks.TakeLast(kept - FirstTurns));
        if (endsLength > maxCharacters / 2)
        {
            // Half a share for each message: its label, the gap and the note about left out turns need room too.
            var share = Math.Max(20, maxCharacters / (kept * 4));
            blocks = Shorten(turns, share, static (_, _) => true);
        }

        var first = FirstTurns;
        var last = Math.Max(first, blocks.Count - LastTurns);
        var length = Length(blocks);
        var (from, to) = (first + ((last - first) / 2), first + ((last - first) / 2));
        while (length > maxCharacters - 100 && (from > first || to < last))
        {
            length -= (to < last && (to - from) % 2 == 0) || from == first ? blocks[to++].Length + 2 : blocks[--from].Length + 2;
        }

        var left = to - from;
        var cut = left == 0
            ? "Long messages are shortened."
            : string.Create(CultureInfo.InvariantCulture, $"Long messages are shortened and {left} turns in the middle are left out.");
        IEnumerable<string> parts = left == 0
            ? blocks
            : [.. blocks.Take(from), string.Create(CultureInfo.InvariantCulture, $"({left} turns are left out here)"), .. blocks.Skip(to)];
        return (string.Join("\n\n", parts), cut);
    }

    private static bool IsMiddle(int index, int count) => index >= FirstTurns && index < count - LastTurns;

    private static List<string> Shorten(IReadOnlyList<TranscriptTurn> turns, int length, Func<int, int, bool> shortened) =>
    [
        .. turns.Select((turn, index) => shortened(index, turns.Count)
            ? TranscriptText.Of(turn, Shorten(turn.UserText, length), Shorten(turn.AgentText, length))
            : TranscriptText.Of(turn, turn.UserText, turn.AgentText)),
    ];

    // The end of a message is where questions and results stand, so both ends are kept.
    private static string? Shorten(string? text, int length) =>
        text is null || text.Length <= length ? text : string.Concat(text.AsSpan(0, length / 2), Gap, text.AsSpan(text.Length - (length / 2)));

    private static int Length(IEnumerable<string> blocks) => blocks.Sum(static block => block.Length + 2);
}
