using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;
using SupportDashboard.Sessions.Columns;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions;

/// <summary>
/// Questions to the index of sessions. None of them reaches Phoenix; none runs on the caller's thread. Which sessions, how many and in which
/// order comes from columns in memory, their texts from index.db. Right after the start, while the columns are filled, the first page of
/// everything is answered from index.db; the rest waits.
/// </summary>
public sealed class SessionQueries
{
    private const int LargestPage = 500;

    private readonly IndexDatabase _index;
    private readonly SessionMemory _memory;
    private readonly SessionRows _rows;
    private readonly SharedRows _shared = new();
    private readonly SearchCache _searches;
    private readonly TimeProvider _clock;

    internal SessionQueries(IndexDatabase index, SessionMemory memory, SessionRows rows, TimeProvider clock)
    {
        _index = index;
        _memory = memory;
        _rows = rows;
        _clock = clock;
        _searches = new SearchCache(memory, clock);
    }

    /// <summary>How far the index has been read into memory.</summary>
    public IndexLoad Load => _memory.State;

    /// <summary>One page of matching sessions, with their verdicts.</summary>
    public async Task<SessionPage> PageAsync(SessionQuery query, CancellationToken cancellationToken)
    {
        var limit = Math.Clamp(query.Limit, 0, LargestPage);
        if (!_memory.State.IsLoaded && IsFirstPage(query))
        {
            return await FirstPageAsync(query.Project, limit, cancellationToken);
        }

        var (keys, total, capped, unsearched) = await AskAsync(
            query.Project,
            query.Filter,
            (_, project, search) => _memory.Read(columns =>
            {
                using var selection = Selection.Of(columns, project, query.Filter, search);
                var page = Paging.Keys(columns, selection.All, query.Sort, query.Ascending, Math.Max(0, query.Offset), limit);
                return (page, selection.All.Count, selection.Capped, search?.Unsearched ?? 0);
            }),
            static () => ([], 0, false, 0),
            cancellationToken);

        // In a snapshot of its own, which is never older than the columns were: no row of the page is missing in it.
        var rows = keys.Length == 0 ? [] : await _index.ReadAsync(connection => _rows.Of(connection, query.Project, keys), cancellationToken);
        return new SessionPage(Share(rows), total) { SearchCapped = capped, LeftOut = FilterBounds.LeftOut(query.Filter, unsearched) };
    }

    /// <summary>Figures over all sessions that match.</summary>
    public Task<SessionSummary> SummaryAsync(string project, SessionFilter filter, CancellationToken cancellationToken) => AskAsync(
        project,
        filter,
        (connection, key, search) =>
        {
            var before = PeriodBefore(filter);
            var searchBefore = before is null ? null : _searches.Find(connection, key, before);
            return Summary(key, filter, search) with { Before = before is null ? null : Summary(key, before, searchBefore) };
        },
        static () => new SessionSummary(),
        cancellationToken);

    /// <summary>What each choice of the filter would show.</summary>
    public Task<SessionFacets> FacetsAsync(string project, SessionFilter filter, CancellationToken cancellationToken) => AskAsync(
        project,
        filter,
        (_, key, search) => Facets(key, filter, search),
        () => Facets(project: -1, SessionFilter.None, search: null),
        cancellationToken);

    /// <summary>When the sessions that match started.</summary>
    public Task<SessionHistogram> HistogramAsync(string project, SessionFilter filter, CancellationToken cancellationToken) => AskAsync(
        project,
        filter,
        (_, key, search) => _memory.Read(columns =>
        {
            using var selection = Selection.Of(columns, key, filter, search);
            return Histograms.Of(columns, key, filter, selection.All);
        }),
        static () => SessionHistogram.Empty,
        cancellationToken);

    /// <summary>Where a session stands in a list; null when it is not in it.</summary>
    public Task<SessionPlace?> PlaceAsync(SessionQuery query, string sessionId, CancellationToken cancellationToken) => AskAsync<SessionPlace?>(
        query.Project,
        query.Filter,
        (connection, project, search) => Key(connection, project, sessionId) is not { } key
            ? null
            : _memory.Read(columns =>
            {
                using var selection = Selection.Of(columns, project, query.Filter, search);
                return Paging.Place(columns, selection.All, query.Sort, query.Ascending, key);
            }),
        static () => null,
        cancellationToken);

    /// <summary>The ids of the first <paramref name="max"/> matching sessions in the query's order; its offset and limit are ignored.</summary>
    public Task<IReadOnlyList<string>> IdsAsync(SessionQuery query, int max, CancellationToken cancellationToken) => AskAsync<IReadOnlyList<string>>(
        query.Project,
        query.Filter,
        (_, project, search) => _memory.Read(columns =>
        {
            using var selection = Selection.Of(columns, project, query.Filter, search);
            return Array.ConvertAll(Paging.Keys(columns, selection.All, query.Sort, query.Ascending, 0, Math.Max(0, max)), columns.SessionId);
        }),
        static () => [],
        cancellationToken);

    /// <summary>Those of some sessions that match a filter, in no order.</summary>
    public Task<IReadOnlyList<string>> MatchingAsync(string project, SessionFilter filter, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken) => AskAsync<IReadOnlyList<string>>(
        project,
        filter,
        (connection, id, search) =>
        {
            var keys = sessionIds.Select(session => (Id: session, Key: Key(connection, id, session))).ToList();
            return _memory.Read(columns =>
            {
                using var selection = Selection.Of(columns, id, filter, search);
                var all = selection.All;
                return (IReadOnlyList<string>)[.. keys.Where(session => session.Key is { } key && all.Has(key)).Select(static session => session.Id)];
            });
        },
        static () => [],
        cancellationToken);

    /// <summary>
    /// Every matching session in the query's order, whatever its offset and limit. Which ones is decided at the beginning (4 bytes each); the
    /// rows are read while they are enumerated.
    /// </summary>
    public async IAsyncEnumerable<SessionRow> RowsAsync(SessionQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var keys = await AskAsync(
            query.Project,
            query.Filter,
            (_, project, search) => _memory.Read(columns =>
            {
                using var selection = Selection.Of(columns, project, query.Filter, search);
                return Paging.Keys(columns, selection.All, query.Sort, query.Ascending, 0, int.MaxValue);
            }),
            static () => [],
            cancellationToken);
        for (var at = 0; at < keys.Length; at += LargestPage)
        {
            var part = keys[at..Math.Min(keys.Length, at + LargestPage)];
            foreach (var row in await _index.ReadAsync(connection => _rows.Of(connection, query.Project, part), cancellationToken))
            {
                yield return row;
            }
        }
    }

    /// <summary>Where sessions say what was searched for; those found by their id alone are left out.</summary>
    public Task<IReadOnlyDictionary<string, SearchHit>> SnippetsAsync(
        string project, string search, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken) =>
        _index.ReadAsync(connection => SearchSnippets.Read(connection, project, search, sessionIds), cancellationToken);

    /// <summary>One session; null when the index does not have it (yet).</summary>
    public async Task<SessionRow?> FindAsync(string project, string sessionId, CancellationToken cancellationToken) =>
        await FindAsync(project, [sessionId], cancellationToken) is [var row] ? row : null;

    /// <summary>Some sessions by their ids, at most 500, in this order; unknown ones are left out.</summary>
    public Task<IReadOnlyList<SessionRow>> FindAsync(string project, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken) =>
        _index.ReadAsync(connection => Share(_rows.Of(connection, project, [.. sessionIds.Distinct(StringComparer.Ordinal).Take(LargestPage)])), cancellationToken);

    private IReadOnlyList<SessionRow> Share(IReadOnlyList<SessionRow> rows) => [.. rows.Select(_shared.Of)];

    private static long? Project(SqliteConnection connection, string project) =>
        connection.ExecuteScalar<long?>("SELECT id FROM project WHERE name = @project", new { project });

    private static int? Key(SqliteConnection connection, long project, string sessionId) =>
        connection.ExecuteScalar<int?>("SELECT id FROM session WHERE project = @project AND session_id = @sessionId", new { project, sessionId });

    private static bool IsFirstPage(SessionQuery query) =>
        query is { Offset: <= 0, Ascending: false, Sort: SessionSort.LastActivity, Filter: { Search: null or "", From: null, To: null, Verdicts.Count: 0, Values.Count: 0 } filter }
        && filter is { HasErrors: false, ThumbsDown: false, NeedsLook: false, Category: null, TurnsMin: null, TurnsMax: null };

    private Task<SessionPage> FirstPageAsync(string project, int limit, CancellationToken cancellationToken)
    {
        _ = _memory.LoadAsync();
        return _index.ReadAsync(
            connection => new SessionPage(
                Share(_rows.Newest(connection, project, limit)),
                connection.ExecuteScalar<int>("SELECT count(*) FROM session WHERE project = (SELECT id FROM project WHERE name = @project)", new { project })),
            cancellationToken);
    }

    // The search comes before the columns are held, because it reads from the disk.
    private async Task<T> AskAsync<T>(
        string project, SessionFilter filter, Func<SqliteConnection, long, SearchResult?, T> answer, Func<T> nothing, CancellationToken cancellationToken)
    {
        await _memory.LoadAsync().WaitAsync(cancellationToken);
        return await _index.ReadAsync(
            connection => Project(connection, project) is { } key ? answer(connection, key, _searches.Find(connection, key, filter)) : nothing(), cancellationToken);
    }

    private SessionSummary Summary(long project, SessionFilter filter, SearchResult? search) => _memory.Read(columns =>
    {
        using var selection = Selection.Of(columns, project, filter, search);
        return Figures.Of(columns, project, selection.All, selection.Capped);
    });

    private SessionFacets Facets(long project, SessionFilter filter, SearchResult? search) => _memory.Read(columns =>
    {
        using var selection = Selection.Of(columns, project, filter, search);
        return FacetCounts.Of(columns, project, selection);
    });

    // Without an end the period reaches to now, and so far back does the one before it.
    private SessionFilter? PeriodBefore(SessionFilter filter)
    {
        var to = filter.To ?? _clock.GetUtcNow();
        return filter.From is { } from && from < to && from - DateTimeOffset.MinValue > to - from ? filter with { From = from - (to - from), To = from } : null;
    }
}
