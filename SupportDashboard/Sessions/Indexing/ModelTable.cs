using Dapper;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>Tokens per session and model.</summary>
internal static class ModelTable
{
    /// <summary>Replaces what is known of a session.</summary>
    public static void Replace(SqliteConnection connection, long project, long session, IReadOnlyList<ModelUse> uses)
    {
        connection.Execute("DELETE FROM session_model WHERE session = @session", new { session });
        foreach (var use in uses)
        {
            var model = use.Model is null ? 0 : ValueTable.Key(connection, project, SessionValueKinds.Model, use.Model);
            connection.Execute(
                "INSERT INTO session_model (session, model, prompt, completion, uncounted) VALUES (@session, @model, @Prompt, @Completion, @Uncounted)",
                new { session, model, use.Prompt, use.Completion, use.Uncounted });
        }
    }

    /// <summary>What sessions used, by session.</summary>
    public static ILookup<long, ModelUse> Of(SqliteConnection connection, IReadOnlyCollection<long> sessions) => connection
        .Query<(long Session, string? Model, long Prompt, long Completion, int Uncounted)>(
            """
            SELECT m.session, v.name, m.prompt, m.completion, m.uncounted FROM session_model m LEFT JOIN value v ON v.id = m.model WHERE m.session IN @sessions
            """,
            new { sessions })
        .ToLookup(static use => use.Session, static use => new ModelUse(use.Model, use.Prompt, use.Completion, 0, use.Uncounted));
}
