using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions;

/// <summary>Questions to the index of sessions. None of them reaches Phoenix; none runs on the caller's thread.</summary>
public sealed class SessionQueries
{
    private const int LargestPage = 500;

    private readonly IndexDatabase _index;

    internal SessionQueries(IndexDatabase index) => _index = index;

    /// <summary>How far the index has been read into memory.</summary>
    public IndexLoad Load { get; } = new(true, 1);

    /// <summary>One page of matching sessions, with their verdicts.</summary>
    public Task<SessionPage> PageAsync(SessionQuery query, CancellationToken cancellationToken) => _index.ReadAsync(
        connection =>
        {
            var condition = SessionCondition.Of(query.Project, query.Filter);
            var total = connection.ExecuteScalar<int>($"SELECT count(*) FROM session s WHERE {condition.Sql}", condition.Parameters);
            condition.Parameters.Add("limit", Math.Clamp(query.Limit, 0, LargestPage));
            condition.Parameters.Add("offset", Math.Max(0, query.Offset));
            var rows = SessionRows.Read(
                connection, query.Project, $"WHERE {condition.Sql} ORDER BY {SessionOrder.By(query.Sort, query.Ascending)} LIMIT @limit OFFSET @offset", condition.Parameters);
            return new SessionPage(rows, total);
        },
        cancellationToken);

    /// <summary>Figures over all sessions that match.</summary>
    public Task<SessionSummary> SummaryAsync(string project, SessionFilter filter, CancellationToken cancellationToken) =>
        _index.ReadAsync(connection => SummaryQuery.Read(connection, project, filter), cancellationToken);

    /// <summary>What each choice of the filter would show.</summary>
    public Task<SessionFacets> FacetsAsync(string project, SessionFilter filter, CancellationToken cancellationToken) =>
        _index.ReadAsync(connection => FacetsQuery.Read(connection, project, filter), cancellationToken);

    /// <summary>When the sessions that match started.</summary>
    public Task<SessionHistogram> HistogramAsync(string project, SessionFilter filter, CancellationToken cancellationToken) =>
        _index.ReadAsync(connection => HistogramQuery.Read(connection, project, filter), cancellationToken);

    /// <summary>Where sessions say what was searched for; those found by their id alone are left out.</summary>
    public Task<IReadOnlyDictionary<string, SearchHit>> SnippetsAsync(
        string project, string search, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken) =>
        _index.ReadAsync(connection => SearchSnippets.Read(connection, project, search, sessionIds), cancellationToken);

    /// <summary>Every matching session in the query's order, whatever its offset and limit; read while it is enumerated.</summary>
    public async IAsyncEnumerable<SessionRow> RowsAsync(SessionQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var ids in (await IdsAsync(query, int.MaxValue, cancellationToken)).Chunk(LargestPage))
        {
            var rows = await _index.ReadAsync(connection => SessionRows.Of(connection, query.Project, ids), cancellationToken);
            foreach (var row in rows)
            {
                yield return row;
            }
        }
    }

    /// <summary>Where a session stands in a list; null when it is not in it.</summary>
    public Task<SessionPlace?> PlaceAsync(SessionQuery query, string sessionId, CancellationToken cancellationToken) =>
        _index.ReadAsync(connection => Place(connection, query, sessionId), cancellationToken);

    /// <summary>The ids of the first <paramref name="max"/> matching sessions in the query's order; its offset and limit are ignored.</summary>
    public Task<IReadOnlyList<string>> IdsAsync(SessionQuery query, int max, CancellationToken cancellationToken) => _index.ReadAsync<IReadOnlyList<string>>(
        connection =>
        {
            var condition = SessionCondition.Of(query.Project, query.Filter);
            condition.Parameters.Add("limit", Math.Max(0, max));
            return connection.Query<string>(
                $"SELECT s.session_id FROM session s WHERE {condition.Sql} ORDER BY {SessionOrder.By(query.Sort, query.Ascending)} LIMIT @limit", condition.Parameters).AsList();
        },
        cancellationToken);

    /// <summary>One session; null when the index does not have it (yet).</summary>
    public Task<SessionRow?> FindAsync(string project, string sessionId, CancellationToken cancellationToken) => _index.ReadAsync(
        connection =>
        {
            var condition = SessionCondition.Of(project, SessionFilter.None).And("s.session_id = @sessionId");
            condition.Parameters.Add("sessionId", sessionId);
            return SessionRows.Read(connection, project, $"WHERE {condition.Sql}", condition.Parameters) is [var row, ..] ? row : null;
        },
        cancellationToken);

    private static SessionPlace? Place(SqliteConnection connection, SessionQuery query, string sessionId)
    {
        var condition = SessionCondition.Of(query.Project, query.Filter);
        var columns = SessionOrder.Columns(query.Sort);
        condition.Parameters.Add("sessionId", sessionId);
        var own = (IDictionary<string, object>?)connection.QueryFirstOrDefault(
            $"SELECT {string.Join(", ", columns.Select(static column => "s." + column))} FROM session s WHERE {condition.Sql} AND s.session_id = @sessionId", condition.Parameters);
        if (own is null)
        {
            return null;
        }

        for (var index = 0; index < columns.Count; index++)
        {
            condition.Parameters.Add($"o{index}", own[columns[index]]);
        }

        var before = $"{condition.Sql} AND {SessionOrder.Beside(query.Sort, query.Ascending, before: true)}";
        var after = $"{condition.Sql} AND {SessionOrder.Beside(query.Sort, query.Ascending, before: false)}";
        return new SessionPlace(
            connection.ExecuteScalar<int>($"SELECT count(*) FROM session s WHERE {before}", condition.Parameters),
            connection.ExecuteScalar<int>($"SELECT count(*) FROM session s WHERE {condition.Sql}", condition.Parameters),
            connection.ExecuteScalar<string?>($"SELECT s.session_id FROM session s WHERE {before} ORDER BY {SessionOrder.By(query.Sort, !query.Ascending)} LIMIT 1", condition.Parameters),
            connection.ExecuteScalar<string?>($"SELECT s.session_id FROM session s WHERE {after} ORDER BY {SessionOrder.By(query.Sort, query.Ascending)} LIMIT 1", condition.Parameters));
    }
}
