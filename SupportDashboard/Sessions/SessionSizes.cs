using Dapper;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions;

/// <summary>How long conversations are, by the index: good enough to say beforehand what reading them will cost.</summary>
internal sealed class SessionSizes(IndexDatabase index)
{
    private const int IdsInOneQuery = 500;

    private const string Sql = """
        SELECT session_id AS SessionId, turns AS Turns, (SELECT coalesce(sum(characters), 0) FROM trace WHERE trace.session = session.id) AS Characters
        FROM session WHERE project = (SELECT id FROM project WHERE name = @project) AND session_id IN @ids
        """;

    /// <summary>Those of the sessions that the index knows.</summary>
    public async Task<IReadOnlyList<SessionSize>> ReadAsync(string project, IReadOnlyList<string> sessionIds, CancellationToken cancellationToken)
    {
        var sizes = new List<SessionSize>(sessionIds.Count);
        foreach (var ids in sessionIds.Chunk(IdsInOneQuery))
        {
            sizes.AddRange(await index.ReadAsync(connection => connection.Query<SessionSize>(Sql, new { project, ids }).AsList(), cancellationToken));
        }

        return sizes;
    }
}
