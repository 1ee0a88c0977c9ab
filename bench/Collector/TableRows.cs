using Microsoft.Data.Sqlite;

namespace SupportDashboard.Bench.Collector;

/// <summary>The rows of one table in memory, and the statement that inserts one of them.</summary>
internal sealed class TableRows
{
    private readonly string _name;
    private readonly List<object[]> _rows;

    private TableRows(string name, List<object[]> rows) => (_name, _rows) = (name, rows);

    public int Count => _rows.Count;

    public static TableRows Read(SqliteConnection connection, string name)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{name}\"";
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return new(name, rows);
    }

    public SqliteCommand PrepareInsert(SqliteConnection connection)
    {
        var names = Enumerable.Range(1, _rows[0].Length).Select(static number => FormattableString.Invariant($"${number}")).ToList();
        var insert = connection.CreateCommand();
        insert.CommandText = $"INSERT INTO \"{_name}\" VALUES ({string.Join(", ", names)})";
        names.ForEach(name => insert.Parameters.Add(new SqliteParameter { ParameterName = name, Value = DBNull.Value }));
        insert.Prepare();
        return insert;
    }

    /// <summary>Inserts the part of the rows that falls into one of so many transactions.</summary>
    public void Insert(SqliteCommand insert, int commit, int commits)
    {
        var end = (long)_rows.Count * (commit + 1) / commits;
        for (var index = (int)((long)_rows.Count * commit / commits); index < end; index++)
        {
            var row = _rows[index];
            for (var column = 0; column < row.Length; column++)
            {
                insert.Parameters[column].Value = row[column];
            }

            insert.ExecuteNonQuery();
        }
    }
}
