using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>
/// Sessions whose text changed and was not looked through yet. They are noted in the transaction that changed them, so a crash forgets none;
/// a search reads the newest of them and says that there are more.
/// </summary>
internal static class PendingTexts
{
    /// <summary>Letters that one transaction looks through: more at once take less time each, but somebody may wait to write.</summary>
    public const long MostCharacters = 500_000;

    private const int MostSessions = 2_000;

    private const string AddSql = "INSERT INTO unsaid (session, trace) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    private const string TakeSql = "DELETE FROM unsaid WHERE session = ?1 RETURNING trace";
    private const string RemoveSql = "DELETE FROM unsaid WHERE session = ?1 AND trace = ?2";
    private const string SessionsSql = "SELECT DISTINCT u.session, s.project FROM unsaid u JOIN session s ON s.id = u.session ORDER BY u.session LIMIT ?1";
    private const string TurnsSql = "SELECT min(start_us), sum(characters) FROM trace WHERE session = ?1";
    private const string OfSql = "SELECT DISTINCT u.session FROM unsaid u JOIN session s ON s.id = u.session WHERE s.project = ?1 ORDER BY u.session LIMIT ?2";
    private const string AnySql = "SELECT EXISTS (SELECT 1 FROM unsaid)";

    /// <summary>Notes turns whose text changed; 0 for one that was lost.</summary>
    public static void Add(SqliteConnection connection, long session, IReadOnlySet<long> traces)
    {
        foreach (var trace in traces.DefaultIfEmpty())
        {
            Run(connection, AddSql, session, trace);
        }
    }

    /// <summary>The turns with those that were noted before; they count as done.</summary>
    public static IReadOnlySet<long> Take(SqliteConnection connection, long session, IReadOnlySet<long> traces)
    {
        var take = connection.Prepared(TakeSql);
        take.Bind(1, session);
        HashSet<long>? all = null;
        while (take.Next())
        {
            all ??= [.. traces];
            all.Add(take.Number(0));
        }

        return all ?? traces;
    }

    /// <summary>A turn is gone.</summary>
    public static void Remove(SqliteConnection connection, long session, long trace) => Run(connection, RemoveSql, session, trace);

    public static bool Any(SqliteConnection connection)
    {
        using var statement = new Columns.RawRows(connection, AnySql);
        return statement.Read() && statement.Number(0) != 0;
    }

    /// <summary>Looks through the texts of some sessions, those that were read first; an import reads the newest first.</summary>
    /// <returns>True when there are more.</returns>
    public static bool Write(SqliteConnection connection)
    {
        var left = MostCharacters;
        var sessions = Some(connection);
        foreach (var (session, project) in sessions)
        {
            if (left <= 0)
            {
                return true;
            }

            var (startUs, characters) = Turns(connection, session);
            TextTable.Write(connection, project, session, (startUs, characters), Take(connection, session, new HashSet<long>()));
            left -= characters;
        }

        return sessions.Count == MostSessions;
    }

    /// <summary>The sessions of a project that are to be looked through, those that were read first.</summary>
    public static List<int> Of(SqliteConnection connection, long project, int most)
    {
        var select = connection.Prepared(OfSql);
        select.Bind(1, project);
        select.Bind(2, most);
        var sessions = new List<int>();
        while (select.Next())
        {
            sessions.Add((int)select.Number(0));
        }

        return sessions;
    }

    private static List<(long Session, long Project)> Some(SqliteConnection connection)
    {
        var select = connection.Prepared(SessionsSql);
        select.Bind(1, MostSessions);
        var sessions = new List<(long, long)>();
        while (select.Next())
        {
            sessions.Add((select.Number(0), select.Number(1)));
        }

        return sessions;
    }

    private static (long StartUs, long Characters) Turns(SqliteConnection connection, long session)
    {
        var select = connection.Prepared(TurnsSql);
        select.Bind(1, session);
        select.First();
        var turns = (select.Number(0), select.Number(1));
        select.Reset();
        return turns;
    }

    private static void Run(SqliteConnection connection, string sql, long session, long trace)
    {
        var statement = connection.Prepared(sql);
        statement.Bind(1, session);
        statement.Bind(2, trace);
        statement.Run();
    }
}
