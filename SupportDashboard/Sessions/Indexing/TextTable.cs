using System.Text;
using Dapper;
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
    /// <param name="facts">The session as it is now.</param>
    /// <param name="traces">Turns whose text changed.</param>
    public static void Write(SqliteConnection connection, long project, long session, SessionFacts facts, IReadOnlySet<long> traces)
    {
        var first = connection.QueryFirstOrDefault<(long Id, long? Trace)>("SELECT id, trace FROM doc WHERE session = @session LIMIT 1", new { session });
        if (first.Trace is > 0)
        {
            WriteTurns(connection, project, session, traces);
            return;
        }

        if (first.Trace is 0)
        {
            if (traces.Count == 0 && first.Id >> SecondBits == FirstId(project, facts.StartUs) >> SecondBits)
            {
                return;
            }

            Delete(connection, first.Id);
        }

        if (facts.Characters > MuchText)
        {
            WriteTurns(connection, project, session, [.. connection.Query<long>("SELECT id FROM trace WHERE session = @session", new { session })]);
        }
        else
        {
            Insert(connection, FreeId(connection, project, facts.StartUs), session, 0, Text(connection, "session = @key", session));
        }
    }

    /// <summary>Removes the row of a turn that a session with much text lost.</summary>
    public static void Forget(SqliteConnection connection, long session, long trace)
    {
        if (connection.ExecuteScalar<long?>("SELECT id FROM doc WHERE session = @session AND trace = @trace", new { session, trace }) is { } id)
        {
            Delete(connection, id);
        }
    }

    /// <summary>Removes all text of a session.</summary>
    public static void Forget(SqliteConnection connection, long session)
    {
        foreach (var id in connection.Query<long>("SELECT id FROM doc WHERE session = @session", new { session }).AsList())
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
            Insert(connection, TurnIds(project).First + trace, session, trace, Text(connection, "id = @key", trace));
        }
    }

    private static string Text(SqliteConnection connection, string where, long key) =>
        Joined(connection.Query<(string?, string?)>($"SELECT input, output FROM trace WHERE {where} ORDER BY start_us, trace_id", new { key }));

    private static void Insert(SqliteConnection connection, long id, long session, long trace, string text) => connection.Execute(
        "INSERT INTO doc (id, session, trace) VALUES (@id, @session, @trace); INSERT INTO said (rowid, text) VALUES (@id, @text)", new { id, session, trace, text });

    private static void Delete(SqliteConnection connection, long id) => connection.Execute("DELETE FROM said WHERE rowid = @id; DELETE FROM doc WHERE id = @id", new { id });

    // The room of a second that is full reaches into the next one: those sessions are a second newer to the search.
    private static long FreeId(SqliteConnection connection, long project, long startUs)
    {
        for (var first = FirstId(project, startUs); ; first += 1L << SecondBits)
        {
            var next = connection.ExecuteScalar<long?>("SELECT max(id) + 1 FROM doc WHERE id >= @first AND id < @end", new { first, end = first + (1L << SecondBits) }) ?? first;
            if (next < first + (1L << SecondBits))
            {
                return next;
            }
        }
    }

    private static long Id(long project, long second) => (project % Projects << ProjectBits) | (second << SecondBits);
}
