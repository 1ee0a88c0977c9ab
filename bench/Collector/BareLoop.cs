using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SupportDashboard.Bench.Load;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.Bench.Collector;

/// <summary>
/// The least that storing spans can cost: the rows that the product wrote, inserted once more by prepared statements in a loop,
/// into the same schema with the same pragmas. It knows nothing of the tables: schema and rows are read from the product's own file.
/// </summary>
internal sealed class BareLoop
{
    private static readonly string[] Pragmas = ["synchronous", "cache_size", "temp_store", "journal_size_limit", "wal_autocheckpoint", "mmap_size"];

    private readonly IReadOnlyList<string> _schema;
    private readonly IReadOnlyList<TableRows> _tables;

    private BareLoop(IReadOnlyList<string> schema, IReadOnlyList<TableRows> tables) => (_schema, _tables) = (schema, tables);

    /// <summary>Reads everything that a store holds.</summary>
    public static BareLoop Of(string storePath)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = storePath, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        connection.Open();
        var names = Texts(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
        var schema = Texts(connection, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type = 'table' DESC");
        return new(schema, [.. names.Select(name => TableRows.Read(connection, name)).Where(static table => table.Count > 0)]);
    }

    /// <summary>Inserts all rows in so many transactions and returns how long that took.</summary>
    public TimeSpan Run(int commits)
    {
        using var scratch = new ScratchFolder();
        using var connection = Create(scratch.File("bare.db"));
        var started = Stopwatch.GetTimestamp();
        var inserts = _tables.Select(table => table.PrepareInsert(connection)).ToList();
        for (var commit = 0; commit < commits; commit++)
        {
            Run(connection, "BEGIN IMMEDIATE");
            for (var index = 0; index < _tables.Count; index++)
            {
                _tables[index].Insert(inserts[index], commit, commits);
            }

            Run(connection, "COMMIT");
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        inserts.ForEach(static insert => insert.Dispose());
        return elapsed;
    }

    private SqliteConnection Create(string path)
    {
        // What belongs to the file comes with the product's own opening; what belongs to a connection is copied from it.
        using var product = StoreConnection.OpenWriter(path);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
        foreach (var pragma in Pragmas)
        {
            Run(connection, FormattableString.Invariant($"PRAGMA {pragma} = {product.Value<long>($"PRAGMA {pragma}")}"));
        }

        foreach (var statement in _schema)
        {
            Run(connection, statement);
        }

        return connection;
    }

    private static List<string> Texts(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
