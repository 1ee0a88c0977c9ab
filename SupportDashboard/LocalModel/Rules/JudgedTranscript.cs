using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SupportDashboard.Evaluations;
using SupportDashboard.Evaluations.Checks;

namespace SupportDashboard.LocalModel;

/// <summary>
/// Reads the transcript out of a judge's prompt: between the lines <c>&lt;transcript-X&gt;</c> and <c>&lt;/transcript-X&gt;</c>, else the whole prompt.
/// A turn begins with <c>Turn n:</c> where n is the next number; <c>User:</c> and <c>Agent:</c> begin its messages, <c>Tool:</c> and <c>Document:</c> a step
/// between the two, other lines continue them. Sentences that look as if they were written for the judge are left out of what the rules read.
/// </summary>
internal static partial class JudgedTranscript
{
    private const int MaxTurns = 2000;

    public static IReadOnlyList<JudgedTurn> Parse(string prompt)
    {
        var text = Delimited().Match(prompt) is { Success: true } match ? match.Groups["text"].Value : prompt;
        var turns = new List<JudgedTurn>();
        Draft? draft = null;
        foreach (var line in text.Split('\n').Select(static line => line.TrimEnd('\r')))
        {
            if (TurnLine().Match(line) is { Success: true } heading && IsNext(heading, draft) && turns.Count < MaxTurns)
            {
                Close(turns, draft);
                draft = new Draft(int.Parse(heading.Groups["number"].Value, CultureInfo.InvariantCulture));
            }
            else
            {
                draft?.Take(line);
            }
        }

        Close(turns, draft);
        return turns;
    }

    /// <summary>Whether the prompt says, before the transcript, that it shows the work behind the answers.</summary>
    public static bool ShowsWork(string prompt) => prompt.IndexOf(WorkText.Note, StringComparison.Ordinal) is >= 0 and var note && note < prompt.IndexOf("<transcript-", StringComparison.Ordinal);

    // "Turn 7:" in the middle of a message of turn 2 is text: turns count upwards, though some may have been left out at the cut of a long transcript.
    private static bool IsNext(Match heading, Draft? draft) =>
        int.TryParse(heading.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (draft is null || number == draft.Number + 1 || (number > draft.Number && draft.IsClosed));

    private static void Close(List<JudgedTurn> turns, Draft? draft)
    {
        if (draft is not null)
        {
            turns.Add(draft.Build());
        }
    }

    [GeneratedRegex(@"^<transcript-(?<nonce>[A-Za-z0-9-]+)>\r?\n(?<text>.*?)\r?\n</transcript-\k<nonce>>", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Delimited();

    [GeneratedRegex("^Turn (?<number>[0-9]{1,9}):")]
    private static partial Regex TurnLine();

    private sealed class Draft(int number)
    {
        private readonly StringBuilder _user = new();
        private readonly StringBuilder _agent = new();
        private readonly StringBuilder _step = new();
        private readonly List<CheckedCall> _calls = [];
        private StringBuilder? _current;

        public int Number { get; } = number;

        /// <summary>Whether the last line was empty.</summary>
        public bool IsClosed { get; private set; }

        public void Take(string line)
        {
            IsClosed = line.Length == 0;
            if (_current is null && line.StartsWith("User:", StringComparison.Ordinal))
            {
                (_current, line) = (_user, line["User:".Length..].TrimStart());
            }
            else if (_current != _agent && line.StartsWith("Agent:", StringComparison.Ordinal))
            {
                (_current, line) = (_agent, line["Agent:".Length..].TrimStart());
            }
            else if (_current != _agent && WorkText.IsStep(line))
            {
                _current = _step;
                if (WorkText.ReadCall(line) is { } call)
                {
                    _calls.Add(call);
                }
            }
            else if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                line = line[2..];
            }

            _current?.Append(_current.Length > 0 ? "\n" : string.Empty).Append(line);
        }

        public JudgedTurn Build() => new(Number, ManipulationCheck.Without(Said(_user)), ManipulationCheck.Without(Said(_agent))) { Calls = _calls };

        // "(no answer)" and the like stand for an answer that is not there.
        private static string Said(StringBuilder text) => text.ToString().Trim() is var said && NoAnswer().IsMatch(said) ? string.Empty : said;
    }

    [GeneratedRegex(@"^[(\[](?:no|there was no)\b[^)\]]*[)\]]$", RegexOptions.IgnoreCase)]
    private static partial Regex NoAnswer();
}
