using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions;

/// <summary>Finds where sessions say what was searched for.</summary>
internal static class SearchSnippets
{
    private const int MostSessions = 500;
    private const int Before = 40;
    private const int Length = 160;

    /// <summary>How much text is looked through for one answer, so that sessions of megabytes do not hold it up.</summary>
    private const long MostCharacters = 20_000_000;

    /// <summary>Per session the first place where one of the words occurs.</summary>
    public static IReadOnlyDictionary<string, SearchHit> Read(SqliteConnection connection, string project, string search, IReadOnlyList<string> sessionIds)
    {
        var words = SearchTerms.Parse(search).Words;
        var hits = new Dictionary<string, SearchHit>(StringComparer.Ordinal);
        var budget = MostCharacters;
        foreach (var sessionId in words.Count == 0 ? [] : sessionIds.Distinct(StringComparer.Ordinal).Take(MostSessions))
        {
            var turn = 0;
            foreach (var (input, output) in Turns(connection, project, sessionId))
            {
                turn++;
                budget -= (input?.Length ?? 0) + (output?.Length ?? 0);
                if (budget < 0)
                {
                    return hits;
                }

                if ((Hit(input, words, true, turn) ?? Hit(output, words, false, turn)) is { } hit)
                {
                    hits.Add(sessionId, hit);
                    break;
                }
            }
        }

        return hits;
    }

    private static IEnumerable<(string? Input, string? Output)> Turns(SqliteConnection connection, string project, string sessionId) =>
        connection.Query<(string?, string?)>(
            """
            SELECT t.input, t.output FROM session s JOIN trace t ON t.session = s.id
            WHERE s.project = (SELECT id FROM project WHERE name = @project) AND s.session_id = @sessionId ORDER BY t.start_us, t.trace_id
            """,
            new { project, sessionId },
            buffered: false);

    private static SearchHit? Hit(string? text, IReadOnlyList<string> words, bool fromCustomer, int turn)
    {
        var first = text is null ? -1 : First(text, words);
        if (first < 0)
        {
            return null;
        }

        var start = Whole(text!, Math.Max(0, first - Before));
        var end = Whole(text!, Math.Min(text!.Length, start + Length));
        var shown = OneLine(text.AsSpan(start, end - start));
        return new SearchHit(shown, Marks(shown, words), start > 0, end < text.Length, fromCustomer, turn);
    }

    private static int First(string text, IReadOnlyList<string> words)
    {
        var first = -1;
        foreach (var word in words)
        {
            var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            first = at >= 0 && (first < 0 || at < first) ? at : first;
        }

        return first;
    }

    // Overlapping and touching hits of several words become one.
    private static List<SearchMark> Marks(string text, IReadOnlyList<string> words)
    {
        var found = new List<SearchMark>();
        foreach (var word in words)
        {
            for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + word.Length, StringComparison.OrdinalIgnoreCase))
            {
                found.Add(new(at, word.Length));
            }
        }

        var marks = new List<SearchMark>();
        foreach (var mark in found.OrderBy(static mark => mark.Start).ThenByDescending(static mark => mark.Length))
        {
            if (marks is [.., var last] && mark.Start <= last.Start + last.Length)
            {
                marks[^1] = last with { Length = Math.Max(last.Length, mark.Start + mark.Length - last.Start) };
            }
            else
            {
                marks.Add(mark);
            }
        }

        return marks;
    }

    // One character for one, so that places stay what they are.
    private static string OneLine(ReadOnlySpan<char> text)
    {
        var line = new StringBuilder(text.Length).Append(text);
        for (var at = 0; at < line.Length; at++)
        {
            line[at] = char.IsControl(line[at]) || char.IsWhiteSpace(line[at]) ? ' ' : line[at];
        }

        return line.ToString();
    }

    // Never between the two halves of a surrogate pair.
    private static int Whole(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;
}
