using Microsoft.Data.Sqlite;

namespace SupportDashboard.Bench.Sessions;

/// <summary>A prepared insert.</summary>
internal sealed class Insert : IDisposable
{
    private readonly SqliteCommand _command;

    /// <summary>Prepares it for <c>table (column, …)</c>.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="table">The table with the columns that get a value each time.</param>
    /// <param name="more">More columns.</param>
    /// <param name="constants">What they always hold.</param>
    public Insert(SqliteConnection connection, string table, string more = "", string constants = "")
    {
        var columns = table.Count(static letter => letter == ',') + 1;
        _command = connection.CreateCommand();
        _command.CommandText = $"INSERT INTO {table[..^1]}{more}) VALUES ({string.Join(", ", Enumerable.Range(0, columns).Select(static column => $"@p{column}"))}{constants})";
        for (var column = 0; column < columns; column++)
        {
            _command.Parameters.Add(new SqliteParameter($"@p{column}", DBNull.Value));
        }
    }

    public void Run(params ReadOnlySpan<object?> values)
    {
        for (var column = 0; column < values.Length; column++)
        {
            _command.Parameters[column].Value = values[column] ?? DBNull.Value;
        }

        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}
