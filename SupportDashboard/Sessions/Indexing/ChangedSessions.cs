using Dapper;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>Which sessions changed since the columns in memory were written to a file, noted in the transactions that changed them.</summary>
internal static class ChangedSessions
{
    private const string HasFile = "SELECT 1 FROM meta WHERE key = 'columns'";
    private const string Add = "INSERT INTO changed (session) VALUES (?1) ON CONFLICT DO NOTHING";

    /// <summary>From now on changes are noted for the file of this id.</summary>
    public static void Begin(SqliteConnection connection, string fileId) => connection.Execute(
        "DELETE FROM changed; INSERT INTO meta VALUES ('columns', @fileId) ON CONFLICT (key) DO UPDATE SET value = @fileId", new { fileId });

    /// <summary>The file that changes are noted for; null when there is none.</summary>
    public static string? FileId(SqliteConnection connection) => connection.ExecuteScalar<string?>("SELECT value FROM meta WHERE key = 'columns'");

    /// <summary>Notes sessions, if there is a file.</summary>
    public static void Note(SqliteConnection connection, IReadOnlyCollection<long> sessions)
    {
        if (sessions.Count == 0 || !Any(connection))
        {
            return;
        }

        var add = connection.Prepared(Add);
        foreach (var session in sessions)
        {
            add.Bind(1, session);
            add.Run();
        }
    }

    /// <summary>The sessions that changed, those that are gone among them.</summary>
    public static IReadOnlyList<long> All(SqliteConnection connection) => connection.Query<long>("SELECT session FROM changed").AsList();

    private static bool Any(SqliteConnection connection)
    {
        var any = connection.Prepared(HasFile);
        if (!any.First())
        {
            return false;
        }

        any.Reset();
        return true;
    }
}
