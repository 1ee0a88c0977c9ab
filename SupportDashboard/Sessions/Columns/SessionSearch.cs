using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Columns;

/// <summary>
/// Finds the sessions that say all words of a search, the newest first and no more than a bound, so that a word that everybody says
/// takes no longer than one that nobody says. What takes too long all the same is cut off: then it says that there may be more.
/// </summary>
internal sealed class SessionSearch(SqliteConnection connection, long project, TrigramSample? sample, SearchTime time)
{
    /// <summary>Sessions that a search finds at most.</summary>
    public const int Most = 10_000;

    // Words of one or two letters are in no index: so many of the newest sessions are read for them, and so many letters.
    private const int MostRead = 1_000;

    // Hits of a part of a word that are read to see whether they have the whole.
    private const int MostVerified = 1_000;

    // Sessions of an import that are read before their texts are in the index.
    private const int MostPending = 300;

    private const string Matching = "SELECT d.session FROM said f CROSS JOIN doc d ON d.id = f.rowid WHERE said MATCH ?1 AND f.rowid >= ?2 AND f.rowid < ?3";
    private const string NewestFirst = "ORDER BY f.rowid DESC LIMIT ?4";
    private const string SelectAll = $"{Matching} {NewestFirst}";
    private const string SelectSaid = $"{Matching} AND NOT EXISTS (SELECT 1 FROM unsaid u WHERE u.session = d.session) {NewestFirst}";

    /// <summary>Searches.</summary>
    /// <param name="filter">What to search for, and the time range; the rest is not looked at.</param>
    /// <param name="earliest">When the first session of the time range started, in microseconds; null where the range has no beginning.</param>
    /// <param name="newest">The newest keys of the project in the time range, for words that are in no index.</param>
    public SearchResult Find(SessionFilter filter, long? earliest, Func<IReadOnlyCollection<int>?, int, int[]> newest)
    {
        var terms = SearchTerms.Parse(filter.Search);
        var found = terms.Long.Count == 0 ? null : Indexed(terms.Long, earliest, filter.To);
        if (terms.Short.Count > 0)
        {
            var candidates = newest(found?.Keys, MostRead + 1);
            var read = TextScan.Find(connection, candidates.AsSpan(0, Math.Min(candidates.Length, MostRead)).ToArray(), terms.Short, out var cut);
            found = new SearchResult(read, cut || candidates.Length > MostRead || found is { Capped: true }) { Unsearched = found?.Unsearched ?? 0 };
        }

        var named = connection.ExecuteScalar<int?>("SELECT id FROM session WHERE project = @project AND session_id = @id", new { project, id = filter.Search!.Trim() });
        return named is { } key ? found! with { Keys = [.. found.Keys, key] } : found!;
    }

    private SearchResult Indexed(IReadOnlyList<string> words, long? earliest, DateTimeOffset? to)
    {
        var (first, end) = TextTable.SessionIds(project);
        first = earliest is { } since ? Math.Max(first, TextTable.FirstId(project, since)) : first;
        end = to is { } before ? Math.Min(end, TextTable.FirstId(project, SpanFacts.Microseconds(before) + 1_000_000)) : end;
        var pending = PendingTexts.Any(connection);
        var whole = ByParts(words, first, end, pending) ?? Rows(SearchTerms.Match(words), first, end, Most, pending);
        var turns = time.IsUp ? new SearchResult([], Capped: true) : Turns(words, pending);
        var found = new SearchResult([.. whole, .. turns.Keys], whole.Count >= Most || turns.Capped || time.IsUp) { IsCutOff = time.IsUp };
        return pending ? WithPending(found, words) : found;
    }

    // Null where that is not faster: nothing of the words is rare, all of it is, or a rare part is not rare enough.
    private List<int>? ByParts(IReadOnlyList<string> words, long first, long end, bool pending)
    {
        if (sample is null)
        {
            return null;
        }

        var parts = words.Where(word => !sample.IsCommon(word)).Select(word => sample.RarePart(word) ?? word).ToList();
        if (parts.Count == 0 || parts.SequenceEqual(words))
        {
            return null;
        }

        var candidates = Rows(SearchTerms.Match(parts), first, end, MostVerified + 1, pending);
        if (candidates.Count > MostVerified)
        {
            return null;
        }

        var verified = TextScan.Find(connection, candidates, words, out var cut);
        return cut ? null : verified;
    }

    // The words may stand in different turns of a session that has a row per turn.
    private SearchResult Turns(IReadOnlyList<string> words, bool pending)
    {
        var (first, end) = TextTable.TurnIds(project);
        HashSet<int>? common = null;
        var capped = false;
        foreach (var word in HasRows(first, end) ? words : [])
        {
            var rows = Rows(SearchTerms.Match([word]), first, end, Most, pending);
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

    private SearchResult WithPending(SearchResult found, IReadOnlyList<string> words)
    {
        var pending = PendingTexts.Of(connection, project, SearchResult.MostUnsearched + MostPending);
        var read = TextScan.Find(connection, [.. pending.Take(MostPending)], words, out var cut);
        return found with { Keys = [.. found.Keys, .. read], Capped = found.Capped || cut, Unsearched = Math.Max(0, pending.Count - MostPending) };
    }

    private bool HasRows(long first, long end)
    {
        using var rows = new RawRows(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT 1 FROM doc WHERE id >= {first} AND id < {end} LIMIT 1"));
        return rows.Read();
    }

    // What said has of a session that changed since may be wrong.
    private List<int> Rows(string match, long first, long end, int most, bool pending)
    {
        var select = connection.Prepared(pending ? SelectSaid : SelectAll);
        select.Bind(1, match);
        select.Bind(2, first);
        select.Bind(3, end);
        select.Bind(4, most);
        var sessions = new List<int>();
        while (!time.IsUp && time.Next(select))
        {
            sessions.Add((int)select.Number(0));
        }

        select.Reset();
        return sessions;
    }
}
