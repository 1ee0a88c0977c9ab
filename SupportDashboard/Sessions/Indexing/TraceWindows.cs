using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>The index's traces by time of start, for the comparison with Phoenix. Instants are microseconds since 1970 in UTC.</summary>
internal static class TraceWindows
{
    private const long LongestTurn = 3_600_000_000;

    private static readonly string Select = $"""
        SELECT t.trace_id, s.facts
        FROM trace t JOIN spans s ON s.id >= t.id << {StoredSpans.PartBits} AND s.id < (t.id + 1) << {StoredSpans.PartBits}
        WHERE t.project = @project
        """;

    /// <summary>Where the window of that many traces below an instant begins; null when fewer are left.</summary>
    public static long? Lower(SqliteConnection connection, long project, long before, int traces) => connection.ExecuteScalar<long?>(
        "SELECT start_us FROM trace WHERE project = @project AND start_us < @before ORDER BY start_us DESC LIMIT 1 OFFSET @traces", new { project, before, traces = traces - 1 });

    /// <summary>The earliest start of all traces; null when there are none.</summary>
    public static long? Earliest(SqliteConnection connection, long project) =>
        connection.ExecuteScalar<long?>("SELECT min(start_us) FROM trace WHERE project = @project", new { project });

    /// <summary>The traces that start in a window.</summary>
    public static TraceMarks Between(SqliteConnection connection, long project, long from, long before) =>
        Read(connection, Select + " AND t.start_us >= @from AND t.start_us < @before", new { project, from, before });

    /// <summary>The traces that start up to an hour before an instant and end after it: they may have spans that start after it.</summary>
    public static TraceMarks ReachingInto(SqliteConnection connection, long project, long from) => Read(
        connection, Select + " AND t.start_us >= @from - @LongestTurn AND t.start_us < @from AND t.end_us >= @from", new { project, from, LongestTurn });

    /// <summary>The traces of some sessions.</summary>
    public static TraceMarks OfSessions(SqliteConnection connection, long project, IReadOnlyCollection<string> sessionIds) => Read(
        connection, Select + " AND t.session IN (SELECT id FROM session WHERE project = @project AND session_id IN @sessionIds)", new { project, sessionIds });

    /// <summary>Some traces.</summary>
    public static TraceMarks Of(SqliteConnection connection, long project, IEnumerable<string> traceIds)
    {
        var marks = new TraceMarks();
        foreach (var some in traceIds.Chunk(500))
        {
            marks.Add(Read(connection, Select + " AND t.trace_id IN @some", new { project, some }));
        }

        return marks;
    }

    /// <summary>Recent turns that have no root or no answer yet, latest first.</summary>
    public static IReadOnlyList<string> Open(SqliteConnection connection, long project, long since, int most) => connection.Query<string>(
        "SELECT trace_id FROM trace WHERE project = @project AND start_us > @since AND (output IS NULL OR root_span_id IS NULL) ORDER BY start_us DESC LIMIT @most",
        new { project, since, most }).AsList();

    /// <summary>Down to where the comparison has come; <see cref="long.MaxValue"/> when it begins.</summary>
    public static long Position(SqliteConnection connection, long project) =>
        connection.ExecuteScalar<string?>("SELECT value FROM meta WHERE key = 'checked:' || @project", new { project }) is { } value
            ? long.Parse(value, CultureInfo.InvariantCulture)
            : long.MaxValue;

    /// <summary>Keeps the position across restarts.</summary>
    public static void Move(SqliteConnection connection, long project, long position) => connection.Execute(
        "INSERT INTO meta VALUES ('checked:' || @project, @value) ON CONFLICT (key) DO UPDATE SET value = @value",
        new { project, value = position.ToString(CultureInfo.InvariantCulture) });

    private static TraceMarks Read(SqliteConnection connection, string sql, object parameters)
    {
        var marks = new TraceMarks();
        foreach (var (traceId, packed) in connection.Query<(string, byte[])>(sql, parameters))
        {
            foreach (var span in SpanPacking.Unpack(traceId, packed))
            {
                marks.Add(traceId, span.SpanId, new SpanMark(span.StartUs, span.EndUs, span.Failed));
            }
        }

        return marks;
    }
}
