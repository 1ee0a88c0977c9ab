using System.Text;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>
/// The searchable text. A session is one row of <c>said</c>, so that several words are looked for together, within it; one with much
/// text has a row per turn, so that a turn more costs one row more. Ids lead with the project and then the second the session began,
/// so that the newest of one project come first without sorting; rows per turn stand above all of them.
/// </summary>
internal static class TextTable
{
    /// <summary>Letters beyond which a session gets a row per turn.</summary>
    public const int MuchText = 32_768;

    /// <summary>How many rows of one project and second there are room for.</summary>
    private const int SecondBits = 18;

    private const int ProjectBits = 50;
    private const long Projects = 1 << (63 - ProjectBits);
    private const long TurnRows = 0xF000_0000;
    private const long Year2000 = 946_684_800;

    private const string SelectFirst = "SELECT id, trace FROM doc WHERE session = ?1 LIMIT 1";
    private const string SelectTurn = "SELECT id FROM doc WHERE session = ?1 AND trace = ?2";
    private const string SelectRows = "SELECT id FROM doc WHERE session = ?1";
    private const string SelectLast = "SELECT max(id) FROM doc WHERE id >= ?1 AND id < ?2";
    private const string SelectTraces = "SELECT id FROM trace WHERE session = ?1";
    private const string SelectTexts = "SELECT input, output FROM trace WHERE session = ?1 ORDER BY start_us, trace_id";
    private const string SelectText = "SELECT input, output FROM trace WHERE id = ?1";
    private const string InsertDoc = "INSERT INTO doc (id, session, trace) VALUES (?1, ?2, ?3)";
    private const string InsertSaid = "INSERT INTO said (rowid, text) VALUES (?1, ?2)";
    private const string DeleteSaid = "DELETE FROM said WHERE rowid = ?1";
    private const string DeleteDoc = "DELETE FROM doc WHERE id = ?1";

    /// <summary>The ids of a project's rows that hold whole sessions, the last one exclusive.</summary>
    public static (long First, long End) SessionIds(long project) => (Id(project, 0), Id(project, TurnRows));

    /// <summary>The ids of a project's rows that hold single turns, the last one exclusive.</summary>
    public static (long First, long End) TurnIds(long project) => (Id(project, TurnRows), Id(project, 0) + ((1L << ProjectBits) - 1));

    /// <summary>The first id of sessions that began at this instant or later.</summary>
    public static long FirstId(long project, long startUs) => Id(project, Math.Clamp((startUs / 1_000_000) - Year2000, 0, TurnRows - 1));

    /// <summary>Writes what changed of a session's text, or puts it where sessions that began at this second stand.</summary>
    /// <param name="connection">The transaction.</param>
    /// <param name="project">The session's project.</param>
    /// <param name="session">The session.</param>
    /// <param name="all">When the session began, and how many letters it has.</param>
    /// <param name="traces">Turns whose text changed; 0 for one that was lost.</param>
    public static void Write(SqliteConnection connection, long project, long session, (long StartUs, long Characters) all, IReadOnlySet<long> traces)
    {
        var first = First(connection, session);
        if (first is { Trace: > 0 })
        {
            WriteTurns(connection, project, session, traces);
            return;
        }

        if (first is { } before)
        {
            if (traces.Count == 0 && before.Id >> SecondBits == FirstId(project, all.StartUs) >> SecondBits)
            {
                return;
            }

            Delete(connection, before.Id);
        }

        if (all.Characters > MuchText)
        {
            WriteTurns(connection, project, session, Numbers(connection, SelectTraces, session));
        }
        else
        {
            Insert(connection, FreeId(connection, project, all.StartUs), session, 0, Text(connection, SelectTexts, session));
        }
    }

    /// <summary>Removes the row of a turn that a session with much text lost.</summary>
    public static void Forget(SqliteConnection connection, long session, long trace)
    {
        PendingTexts.Remove(connection, session, trace);
        var select = connection.Prepared(SelectTurn);
        select.Bind(1, session);
        select.Bind(2, trace);
        if (select.First())
        {
            var id = select.Number(0);
            select.Reset();
            Delete(connection, id);
        }
    }

    /// <summary>Removes all text of a session.</summary>
    public static void Forget(SqliteConnection connection, long session)
    {
        PendingTexts.Take(connection, session, new HashSet<long>());
        foreach (var id in Numbers(connection, SelectRows, session))
        {
            Delete(connection, id);
        }
    }

    // White space follows every text, so that no word spans two of them.
    public static string Joined(IEnumerable<(string? Input, string? Output)> turns)
    {
        var text = new StringBuilder();
        foreach (var (input, output) in turns)
        {
            text.Append(input).Append('\n').Append(output).Append('\n');
        }

        return text.ToString();
    }

    private static void WriteTurns(SqliteConnection connection, long project, long session, IEnumerable<long> traces)
    {
        foreach (var trace in traces.Where(static trace => trace != 0))
        {
            Forget(connection, session, trace);
            Insert(connection, TurnIds(project).First + trace, session, trace, Text(connection, SelectText, trace));
        }
    }

    private static (long Id, long Trace)? First(SqliteConnection connection, long session)
    {
        var select = connection.Prepared(SelectFirst);
        select.Bind(1, session);
        if (!select.First())
        {
            return null;
        }

        var first = (select.Number(0), select.Number(1));
        select.Reset();
        return first;
    }

    private static List<long> Numbers(SqliteConnection connection, string sql, long key)
    {
        var select = connection.Prepared(sql);
        select.Bind(1, key);
        var numbers = new List<long>();
        while (select.Next())
        {
            numbers.Add(select.Number(0));
        }

        return numbers;
    }

    private static string Text(SqliteConnection connection, string sql, long key)
    {
        var select = connection.Prepared(sql);
        select.Bind(1, key);
        var turns = new List<(string?, string?)>();
        while (select.Next())
        {
            turns.Add((select.Text(0), select.Text(1)));
        }

        return Joined(turns);
    }

    private static void Insert(SqliteConnection connection, long id, long session, long trace, string text)
    {
        var doc = connection.Prepared(InsertDoc);
        doc.Bind(1, id);
        doc.Bind(2, session);
        doc.Bind(3, trace);
        doc.Run();
        var said = connection.Prepared(InsertSaid);
        said.Bind(1, id);
        said.Bind(2, text);
        said.Run();
    }

    private static void Delete(SqliteConnection connection, long id)
    {
        foreach (var sql in (string[])[DeleteSaid, DeleteDoc])
        {
            var delete = connection.Prepared(sql);
            delete.Bind(1, id);
            delete.Run();
        }
    }

    // The room of a second that is full reaches into the next one: those sessions are a second newer to the search.
    private static long FreeId(SqliteConnection connection, long project, long startUs)
    {
        var select = connection.Prepared(SelectLast);
        for (var first = FirstId(project, startUs); ; first += 1L << SecondBits)
        {
            select.Bind(1, first);
            select.Bind(2, first + (1L << SecondBits));
            select.First();
            var next = select.IsNull(0) ? first : select.Number(0) + 1;
            select.Reset();
            if (next < first + (1L << SecondBits))
            {
                return next;
            }
        }
    }

    private static long Id(long project, long second) => (project % Projects << ProjectBits) | (second << SecondBits);
}
