using Dapper;
using Microsoft.Data.Sqlite;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions;

/// <summary>Reads rows of the list with their verdicts.</summary>
internal static class SessionRows
{
    private const string Select = """
        SELECT s.project AS projectKey, s.session_id AS sessionId, s.first_message AS firstMessage, s.last_answer AS lastAnswer, s.turns, s.prompt, s.completion,
               s.failed, s.started_us AS startedUs, s.active_us AS activeUs, s.category, s.user_id AS userId, s.up, s.down
        FROM session s
        """;

    /// <summary>The rows that a WHERE, ORDER BY and LIMIT over <c>session s</c> select, in that order.</summary>
    public static IReadOnlyList<SessionRow> Read(SqliteConnection connection, string project, string clauses, DynamicParameters parameters)
    {
        var stored = connection.Query<Stored>($"{Select} {clauses}", parameters).AsList();
        if (stored.Count == 0)
        {
            return [];
        }

        var verdicts = VerdictTable.Of(connection, stored[0].ProjectKey, stored.ConvertAll(static row => row.SessionId));
        return stored.ConvertAll(row => row.Row(project, verdicts[row.SessionId].Verdicts((int)row.Turns)));
    }

    /// <summary>The rows of these sessions, in this order; sessions that are gone are left out.</summary>
    public static IEnumerable<SessionRow> Of(SqliteConnection connection, string project, IReadOnlyList<string> sessionIds)
    {
        var parameters = new DynamicParameters(new { project, sessionIds });
        var rows = Read(connection, project, "WHERE s.project = (SELECT id FROM project WHERE name = @project) AND s.session_id IN @sessionIds", parameters)
            .ToDictionary(static row => row.SessionId, StringComparer.Ordinal);
        return [.. sessionIds.Select(rows.GetValueOrDefault).OfType<SessionRow>()];
    }

    private sealed record Stored(
        long ProjectKey,
        string SessionId,
        string? FirstMessage,
        string? LastAnswer,
        long Turns,
        long Prompt,
        long Completion,
        long Failed,
        long StartedUs,
        long ActiveUs,
        string? Category,
        string? UserId,
        long Up,
        long Down)
    {
        public SessionRow Row(string project, IReadOnlyList<SessionVerdict> verdicts) => new()
        {
            Project = project,
            SessionId = SessionId,
            FirstMessage = FirstMessage,
            LastAnswer = LastAnswer,
            Turns = (int)Turns,
            PromptTokens = Prompt,
            CompletionTokens = Completion,
            Errors = (int)Failed,
            StartedAt = SpanFacts.Instant(StartedUs),
            LastActivityAt = SpanFacts.Instant(ActiveUs),
            Category = Category,
            UserId = UserId,
            ThumbsUp = (int)Up,
            ThumbsDown = (int)Down,
            Verdicts = verdicts,
        };
    }
}
