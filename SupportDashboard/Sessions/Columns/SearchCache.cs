using Microsoft.Data.Sqlite;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Columns;

/// <summary>
/// Remembers the last searches until the index changes: a page asks for rows, figures, counts and a histogram of one search at once,
/// and the text is looked through once.
/// </summary>
internal sealed class SearchCache(SessionMemory memory, TimeProvider clock)
{
    private const int Most = 16;

    // One that was cut off may find more when the machine is less busy.
    private static readonly TimeSpan MostForCutOff = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Search, (Lazy<SearchResult> Result, long Asked)> _results = [];
    private long _version;

    /// <summary>The result of the filter's search; null when it searches for nothing.</summary>
    public SearchResult? Find(SqliteConnection connection, long project, SessionFilter filter)
    {
        var terms = SearchTerms.Parse(filter.Search);
        if (terms.IsEmpty)
        {
            return null;
        }

        var search = new Search(project, filter.Search!, filter.From, filter.To);
        var result = Remembered(search, () =>
        {
            // Among few sessions nothing takes long, and a busy machine must not cut off an answer that would have been whole.
            var sample = memory.Sample(connection);
            using var time = new SearchTime(connection, clock, sample is null ? Timeout.InfiniteTimeSpan : SearchTime.Most);
            return new SessionSearch(connection, project, sample, time).Find(
                filter, Earliest(filter), (among, most) => memory.Read(columns => Selection.Newest(columns, project, filter, among, most)));
        });
        try
        {
            var found = result.Value;
            if (found.Unsearched > 0)
            {
                // More can be said after each transaction that looks through texts, which changes no session.
                Forget(search);
            }

            return found;
        }
        catch (SqliteException)
        {
            Forget(search);
            throw;
        }
    }

    private long? Earliest(SessionFilter filter) => filter.From is { } from
        ? memory.Read(columns => columns.Time.Earliest(SpanFacts.Microseconds(from), columns[Column.Started], columns[Column.Active]))
        : null;

    private void Forget(Search search)
    {
        lock (_results)
        {
            _results.Remove(search);
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

            if (!_results.TryGetValue(search, out var known) || IsOutdated(known))
            {
                _results[search] = known = (new Lazy<SearchResult>(find), clock.GetTimestamp());
            }

            return known.Result;
        }
    }

    private bool IsOutdated((Lazy<SearchResult> Result, long Asked) known) =>
        known.Result is { IsValueCreated: true, Value.IsCutOff: true } && clock.GetElapsedTime(known.Asked) > MostForCutOff;

    private sealed record Search(long Project, string Text, DateTimeOffset? From, DateTimeOffset? To);
}
