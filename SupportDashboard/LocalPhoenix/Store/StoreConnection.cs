using Microsoft.Data.Sqlite;
using SupportDashboard.Hosting;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>One SQLite connection and the statements prepared on it. Used by one thread at a time.</summary>
internal sealed class StoreConnection : IDisposable
{
    // Lists go in as one JSON parameter, so that there are few texts; filters combine to some dozens.
    private const int MaxStatements = 256;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = [];

    // A fixed handful, which stays.
    private readonly Dictionary<string, TypedStatement> _typed = [];

    private StoreConnection(SqliteConnection connection) => _connection = connection;

    public static StoreConnection OpenWriter(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadWriteCreate);
        connection.Run("PRAGMA page_size = 8192");
        // What retention frees can be given back. It counts for new files only.
        connection.Run("PRAGMA auto_vacuum = INCREMENTAL");
        connection.Run("PRAGMA journal_mode = WAL");
        // An answer of 200 promises that the spans survive the loss of power, not only of the process.
        connection.Run("PRAGMA synchronous = FULL");
        connection.Run("PRAGMA cache_size = -32768");
        connection.Run("PRAGMA journal_size_limit = 67108864");
        connection.Run("PRAGMA temp_store = MEMORY");
        return connection;
    }

    public static StoreConnection OpenReader(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadOnly);
        connection.Run("PRAGMA query_only = ON");
        connection.Run("PRAGMA cache_size = -8192");
        connection.Run("PRAGMA temp_store = MEMORY");
        return connection;
    }

    /// <summary>The prepared statement of a text; parameters are named <c>$1</c>, <c>$2</c>, …</summary>
    public Statement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var known))
        {
            return known;
        }

        if (_statements.Count >= MaxStatements)
        {
            DisposeStatements();
        }

        return _statements[sql] = new Statement(_connection, sql);
    }

    /// <summary>The prepared statement of a text that is a constant of the program, for what runs often.</summary>
    public TypedStatement Typed(string sql) =>
        _typed.TryGetValue(sql, out var known) ? known : _typed[sql] = new TypedStatement(_connection.Handle!, sql);

    /// <summary>Runs a statement that gives no rows and returns how many rows it changed.</summary>
    public int Run(string sql, params ReadOnlySpan<object?> values) => Prepare(sql).Run(values);

    /// <summary>The first column of the first row; <see langword="null"/> without a row or when it is NULL.</summary>
    public T? Value<T>(string sql, params ReadOnlySpan<object?> values) => Prepare(sql).Value<T>(values);

    /// <summary>All rows; the reader is read before this returns.</summary>
    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values) => Prepare(sql).Rows(read, values);

    public long LastRow => SQLitePCL.raw.sqlite3_last_insert_rowid(_connection.Handle);

    public void Dispose()
    {
        DisposeStatements();
        foreach (var statement in _typed.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private static StoreConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            return new(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void DisposeStatements()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
    }
}
