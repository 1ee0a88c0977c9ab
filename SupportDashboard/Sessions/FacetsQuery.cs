using Dapper;
using Microsoft.Data.Sqlite;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions;

/// <summary>Counts what each choice of the filter would show, with the rest of the filter applied.</summary>
internal static class FacetsQuery
{
    private const int MostEvaluators = 30;
    private const int MostCategories = 100;

    public static SessionFacets Read(SqliteConnection connection, string project, SessionFilter filter)
    {
        var verdicts = Evaluators(connection, project).ToDictionary(
            static name => name, IReadOnlyDictionary<string, int> (name) => Labels(connection, project, filter, name), StringComparer.Ordinal);
        return new SessionFacets(
            verdicts,
            Count(connection, SessionCondition.Of(project, filter with { HasErrors = true })),
            Count(connection, SessionCondition.Of(project, filter with { ThumbsDown = true })),
            Count(connection, SessionCondition.Of(project, filter).And("s.stale")),
            Categories(connection, project, filter));
    }

    // The built-in evaluators always, others when they occur in the project.
    private static IEnumerable<string> Evaluators(SqliteConnection connection, string project) => connection
        .Query<string>(
            """
            SELECT DISTINCT name FROM standing WHERE session IN (SELECT id FROM session WHERE project = (SELECT id FROM project WHERE name = @project)) ORDER BY name
            """,
            new { project })
        .Take(MostEvaluators)
        .Union([Standings.Coherence, Standings.Resolution]);

    private static Dictionary<string, int> Labels(SqliteConnection connection, string project, SessionFilter filter, string evaluator)
    {
        var condition = SessionCondition.Of(project, filter, without: evaluator);
        condition.Parameters.Add("evaluator", evaluator);
        var labels = new Dictionary<string, int>(StringComparer.Ordinal);
        var stale = 0;
        var rows = connection.Query<(string? Label, int Count, int Stale)>(
            $"""
            SELECT v.label, count(*), coalesce(sum(v.stale), 0) FROM session s
            LEFT JOIN standing v ON v.session = s.id AND v.name = @evaluator
            WHERE {condition.Sql} GROUP BY v.label
            """,
            condition.Parameters);
        foreach (var row in rows)
        {
            labels[row.Label ?? SessionFilter.NotJudged] = row.Count;
            stale += row.Stale;
        }

        labels.TryAdd(SessionFilter.NotJudged, 0);
        if (stale > 0)
        {
            labels[SessionFilter.Stale] = stale;
        }

        return labels;
    }

    private static Dictionary<string, int> Categories(SqliteConnection connection, string project, SessionFilter filter)
    {
        var condition = SessionCondition.Of(project, filter with { Category = null });
        condition.Parameters.Add("most", MostCategories);
        return connection.Query<(string Category, int Count)>(
                $"SELECT s.category, count(*) FROM session s WHERE {condition.Sql} AND s.category IS NOT NULL GROUP BY s.category ORDER BY 2 DESC, 1 LIMIT @most",
                condition.Parameters)
            .ToDictionary(static row => row.Category, static row => row.Count, StringComparer.Ordinal);
    }

    private static int Count(SqliteConnection connection, SessionCondition condition) =>
        connection.ExecuteScalar<int>($"SELECT count(*) FROM session s WHERE {condition.Sql}", condition.Parameters);
}
