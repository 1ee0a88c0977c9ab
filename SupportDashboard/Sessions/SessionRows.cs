using Dapper;
using Microsoft.Data.Sqlite;
using SupportDashboard.Llm;
using SupportDashboard.Sessions.Columns;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions;

/// <summary>Reads rows of the list with their texts, values, costs and verdicts.</summary>
internal sealed class SessionRows(LlmPrices prices)
{
    private const string Select = """
        SELECT s.id, s.project AS projectKey, s.session_id AS sessionId, x.first_message AS firstMessage, x.last_answer AS lastAnswer, s.turns, s.prompt, s.completion,
               s.cached, s.failed, s.documents, s.started_us AS startedUs, s.active_us AS activeUs, s.gap_us AS gapUs, s.p50_us AS medianUs, s.p95_us AS p95Us,
               s.category, s.user_id AS userId, s.up, s.down, s.notes
        FROM session s LEFT JOIN session_text x ON x.session = s.id
        """;

    /// <summary>The rows of these sessions, in this order; sessions that are gone are left out.</summary>
    public IReadOnlyList<SessionRow> Of(SqliteConnection connection, string project, IReadOnlyList<int> keys)
    {
        var rows = Read(connection, project, "WHERE s.id IN @keys", new { keys }).ToDictionary(static row => row.Key, static row => row.Row);
        return [.. keys.Select(key => rows.GetValueOrDefault(key)).OfType<SessionRow>()];
    }

    /// <summary>The rows of these sessions, in this order; sessions that are unknown are left out.</summary>
    public IReadOnlyList<SessionRow> Of(SqliteConnection connection, string project, IReadOnlyList<string> sessionIds)
    {
        var rows = Read(connection, project, "WHERE s.project = (SELECT id FROM project WHERE name = @project) AND s.session_id IN @sessionIds", new { project, sessionIds })
            .ToDictionary(static row => row.Row.SessionId, static row => row.Row, StringComparer.Ordinal);
        return [.. sessionIds.Select(rows.GetValueOrDefault).OfType<SessionRow>()];
    }

    /// <summary>The last active sessions of a project, for the time before the columns are filled.</summary>
    public IReadOnlyList<SessionRow> Newest(SqliteConnection connection, string project, int limit) =>
    [
        .. Read(
            connection,
            project,
            "WHERE s.project = (SELECT id FROM project WHERE name = @project) ORDER BY s.active_us DESC, s.session_id DESC LIMIT @limit",
            new { project, limit }).Select(static row => row.Row),
    ];

    private List<(int Key, SessionRow Row)> Read(SqliteConnection connection, string project, string clauses, object parameters)
    {
        var stored = connection.Query<Stored>($"{Select} {clauses}", parameters).AsList();
        if (stored.Count == 0)
        {
            return [];
        }

        var keys = stored.ConvertAll(static row => row.Id);
        var verdicts = VerdictTable.Of(connection, stored[0].ProjectKey, stored.ConvertAll(static row => row.SessionId));
        var failures = FailureTable.Of(connection, stored[0].ProjectKey, stored.ConvertAll(static row => row.SessionId));
        var values = ValueTable.Of(connection, keys);
        var models = ModelTable.Of(connection, keys);
        return stored.ConvertAll(row => ((int)row.Id, row.Row(project) with
        {
            Cost = Cost(models[row.Id]),
            Values = values[row.Id].GroupBy(static value => value.Kind, static value => value.Name).ToDictionary(
                static kind => kind.Key, static IReadOnlyList<string> (kind) => [.. kind], StringComparer.Ordinal),
            Failures = failures[row.SessionId].ToDictionary(static failure => failure.Evaluator, static failure => failure.Reason, StringComparer.Ordinal),
            Verdicts = verdicts[row.SessionId].Verdicts((int)row.Turns),
        }));
    }

    private decimal? Cost(IEnumerable<ModelUse> uses) => SessionCost.Usd(uses.Aggregate(
        0L, (sum, use) => SessionCost.Plus(sum, SessionCost.Of(prices, use.Model, use.Prompt, use.Completion, use.Uncounted))));

    private sealed record Stored(
        long Id,
        long ProjectKey,
        string SessionId,
        string? FirstMessage,
        string? LastAnswer,
        long Turns,
        long Prompt,
        long Completion,
        long Cached,
        long Failed,
        long Documents,
        long StartedUs,
        long ActiveUs,
        long GapUs,
        long MedianUs,
        long P95Us,
        string? Category,
        string? UserId,
        long Up,
        long Down,
        long Notes)
    {
        public SessionRow Row(string project) => new()
        {
            Project = project,
            SessionId = SessionId,
            FirstMessage = FirstMessage,
            LastAnswer = LastAnswer,
            Turns = (int)Turns,
            PromptTokens = Prompt,
            CompletionTokens = Completion,
            CachedTokens = Cached,
            Errors = (int)Failed,
            Documents = (int)Documents,
            StartedAt = SpanFacts.Instant(StartedUs),
            LastActivityAt = SpanFacts.Instant(ActiveUs),
            LongestGap = Turns > 1 ? TimeSpan.FromMicroseconds(GapUs) : null,
            MedianTurnLatency = TimeSpan.FromMicroseconds(MedianUs),
            P95TurnLatency = TimeSpan.FromMicroseconds(P95Us),
            Category = Category,
            UserId = UserId,
            ThumbsUp = (int)Up,
            ThumbsDown = (int)Down,
            Notes = (int)Notes,
        };
    }
}
