using Dapper;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions;

/// <summary>How conversations begin, from the index alone: enough for a glance without reading a transcript from Phoenix.</summary>
public sealed class FirstTurns
{
    // What a glance holds; a message of 10 MB is not carried to it.
    private const int MostTurns = 3;
    private const int LongestText = 500;

    private readonly IndexDatabase _index;

    internal FirstTurns(IndexDatabase index) => _index = index;

    /// <summary>The first three turns of a session, each text cut to 500 characters; empty when the index does not have it.</summary>
    public Task<IReadOnlyList<FirstTurn>> ReadAsync(string project, string sessionId, CancellationToken cancellationToken) => _index.ReadAsync<IReadOnlyList<FirstTurn>>(
        connection => connection.Query<FirstTurn>(
            """
            SELECT substr(t.input, 1, @LongestText) AS UserText, substr(t.output, 1, @LongestText) AS AgentText
            FROM trace t JOIN session s ON s.id = t.session JOIN project p ON p.id = s.project
            WHERE p.name = @project AND s.session_id = @sessionId ORDER BY t.start_us, t.trace_id LIMIT @MostTurns
            """,
            new { project, sessionId, LongestText, MostTurns }).AsList(),
        cancellationToken);
}
