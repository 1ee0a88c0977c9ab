using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Columns;

/// <summary>
/// Remembers the last searches until the index changes: a page asks for rows, figures, counts and a histogram of one search at once,
/// and the text is looked through once.
/// </summary>
internal sealed class SearchCache(SessionMemory memory)
{
    private const int Most = 16;

    private readonly Dictionary<Search, Lazy<SearchResult>> _results = [];
    private long _version;

    /// <summary>The result of the filter's search; null when it searches for nothing.</summary>
    public SearchResult? Find(SqliteConnection connection, long project, SessionFilter filter)
    {
        var terms = SearchTerms.Parse(filter.Search);
        if (terms.IsEmpty)
        {
            return null;
        }

        // Only the scan for short words looks at the beginning of the range.
        var search = new Search(project, filter.Search!, terms.Short.Count > 0 ? filter.From : null, filter.To);
        var result = Remembered(search, () => SessionSearch.Find(
            connection, project, filter, (among, most) => memory.Read(columns => Selection.Newest(columns, project, filter, among, most))));
        try
        {
            return result.Value;
        }
        catch (SqliteException)
        {
            lock (_results)
            {
                _results.Remove(search);
            }

            throw;
        }
    }

    private Lazy<SearchResult> Remembered(Search search, Func<SearchResult> find)
    {
        lock (_results)
        {
            if (_version != memory.Version || _results.Count >= Most)
            {
                _results.Clear();
                _version = memory.Version;
            }

            if (!_results.TryGetValue(search, out var result))
            {
                _results.Add(search, result = new Lazy<SearchResult>(find));
            }

            return result;
        }
    }

    private sealed record Search(long Project, string Text, DateTimeOffset? From, DateTimeOffset? To);
}
