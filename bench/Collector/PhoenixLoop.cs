using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SupportDashboard.Bench.Load;

namespace SupportDashboard.Bench.Collector;

/// <summary>
/// What Phoenix's SQLite does for each span, without its ORM: the statements of its insertion in their order, 1,000 spans a
/// transaction, <c>synchronous = OFF</c> as Phoenix sets it, on tables with the columns and indexes that these statements need.
/// </summary>
internal sealed class PhoenixLoop(IReadOnlyList<LoadSpan> spans)
{
    private const int SpansPerTransaction = 1000;

    private readonly List<PhoenixSpanRow> _rows = [.. spans.Select(PhoenixSpanRow.Of)];

    /// <summary>Stores all spans in a new file and returns how long that took.</summary>
    public TimeSpan Run()
    {
        using var scratch = new ScratchFolder();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = scratch.File("phoenix.db"), Pooling = false }.ConnectionString);
        connection.Open();
        Execute(connection, PhoenixSchema.Create);
        using var statements = new PhoenixStatements(connection);
        var started = Stopwatch.GetTimestamp();
        foreach (var chunk in _rows.Chunk(SpansPerTransaction))
        {
            Execute(connection, "BEGIN");
            foreach (var row in chunk)
            {
                statements.Store(row);
            }

            Execute(connection, "COMMIT");
        }

        return Stopwatch.GetElapsedTime(started);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
