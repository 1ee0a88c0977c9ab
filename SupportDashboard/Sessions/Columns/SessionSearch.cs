using System.Runtime.InteropServices;
using Dapper;
using Microsoft.Data.Sqlite;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Columns;

/// <summary>
/// Finds the sessions that say all words of a search, the newest first and no more than a bound, so that a word that everybody says
/// takes no longer than one that nobody says.
/// </summary>
internal static class SessionSearch
{
    /// <summary>Sessions that a search finds at most.</summary>
    public const int Most = 10_000;

    // Words of one or two letters are in no index: so many of the newest sessions are read for them, and so many letters.
    private const int MostRead = 1_000;
    private const long MostCharacters = 10_000_000;
    private const int ReadAtOnce = 200;

    /// <summary>Searches.</summary>
    /// <param name="connection">The index.</param>
    /// <param name="project">The project's key.</param>
    /// <param name="filter">What to search for, and the time range; the rest is not looked at.</param>
    /// <param name="newest">The newest keys of the project in the time range, for words that are in no index.</param>
    public static SearchResult Find(SqliteConnection connection, long project, SessionFilter filter, Func<IReadOnlyCollection<int>?, int, int[]> newest)
    {
        var terms = SearchTerms.Parse(filter.Search);
        var found = terms.Long.Count == 0 ? null : Indexed(connection, project, terms.Long, filter.To);
        if (terms.Short.Count > 0)
        {
            var candidates = newest(found?.Keys, MostRead + 1);
            var read = Read(connection, [.. candidates.Take(MostRead)], terms.Short, out var cut);
            found = new SearchResult(read, cut || candidates.Length > MostRead || found is { Capped: true });
        }

        var named = connection.ExecuteScalar<int?>("SELECT id FROM session WHERE project = @project AND session_id = @id", new { project, id = filter.Search!.Trim() });
        return named is { } key ? found! with { Keys = [.. found.Keys, key] } : found!;
    }

    private static SearchResult Indexed(SqliteConnection connection, long project, IReadOnlyList<string> words, DateTimeOffset? to)
    {
        var (first, end) = TextTable.SessionIds(project);
        end = to is { } before ? Math.Min(end, TextTable.FirstId(project, SpanFacts.Microseconds(before) + 1_000_000)) : end;
        var whole = Rows(connection, SearchTerms.Match(words), first, end);
        var turns = Turns(connection, project, words);
        return new([.. whole, .. turns.Keys], whole.Count >= Most || turns.Capped);
    }

    // The words may stand in different turns of a session that has a row per turn.
    private static SearchResult Turns(SqliteConnection connection, long project, IReadOnlyList<string> words)
    {
        var (first, end) = TextTable.TurnIds(project);
        HashSet<int>? common = null;
        var capped = false;
        foreach (var word in words)
        {
            var rows = Rows(connection, SearchTerms.Match([word]), first, end);
            capped |= rows.Count >= Most;
            if (common is null)
            {
                common = [.. rows];
            }
            else
            {
                common.IntersectWith(rows);
            }

            if (common.Count == 0)
            {
                break;
            }
        }

        return new(common ?? [], capped);
    }

    private static List<int> Rows(SqliteConnection connection, string match, long first, long end) => connection.Query<int>(
        """
        SELECT d.session FROM said f CROSS JOIN doc d ON d.id = f.rowid
        WHERE said MATCH @match AND f.rowid >= @first AND f.rowid < @end ORDER BY f.rowid DESC LIMIT @Most
        """,
        new { match, first, end, Most }).AsList();

    private static List<int> Read(SqliteConnection connection, int[] candidates, IReadOnlyList<string> words, out bool cut)
    {
        var said = new Dictionary<int, int>();
        var all = (1 << words.Count) - 1;
        var characters = 0L;
        cut = false;
        foreach (var part in candidates.Chunk(ReadAtOnce))
        {
            foreach (var (session, input, output) in Turns(connection, part))
            {
                characters += (input?.Length ?? 0) + (output?.Length ?? 0);
                for (var word = 0; word < words.Count; word++)
                {
                    ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(said, session, out _);
                    found |= (found & (1 << word)) == 0 && (Says(input, words[word]) || Says(output, words[word])) ? 1 << word : 0;
                }

                if (characters > MostCharacters)
                {
                    cut = true;
                    break;
                }
            }

            if (cut)
            {
                break;
            }
        }

        return [.. said.Where(session => session.Value == all).Select(static session => session.Key)];
    }

    private static IEnumerable<(int Session, string? Input, string? Output)> Turns(SqliteConnection connection, int[] sessions)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT session, input, output FROM trace WHERE session IN ({string.Join(',', sessions)})";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return (reader.GetInt32(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2));
        }
    }

    private static bool Says(string? text, string word) => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
}
