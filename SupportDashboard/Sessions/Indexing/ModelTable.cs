using Dapper;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>Tokens per session and model.</summary>
internal static class ModelTable
{
    private const string Delete = "DELETE FROM session_model WHERE session = ?1";
    private const string Insert = "INSERT INTO session_model (session, model, prompt, completion, uncounted) VALUES (?1, ?2, ?3, ?4, ?5)";

    /// <summary>Replaces what is known of a session.</summary>
    public static void Replace(SqliteConnection connection, long project, long session, IReadOnlyList<ModelUse> uses)
    {
        var delete = connection.Prepared(Delete);
        delete.Bind(1, session);
        delete.Run();
        var insert = connection.Prepared(Insert);
        foreach (var use in uses)
        {
            insert.Bind(1, session);
            insert.Bind(2, use.Model is null ? 0 : ValueTable.Key(connection, project, SessionValueKinds.Model, use.Model));
            insert.Bind(3, use.Prompt);
            insert.Bind(4, use.Completion);
            insert.Bind(5, use.Uncounted);
            insert.Run();
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
