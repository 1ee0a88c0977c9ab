using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>
/// index.db: one writer at a time, a few readers beside it. SQLite blocks its thread, so every access runs on the pool's threads,
/// never on the caller's. The file may be deleted while the application is stopped; it is then filled again from Phoenix.
/// </summary>
internal sealed partial class IndexDatabase : IDisposable
{
    private const int Readers = 4;
    private const string ColumnsSuffix = "-columns";

    // Kilobytes of the file that a connection keeps in memory. The writer finds places all over the file.
    private const int ReaderPages = 16_000;
    private const int WriterPages = 64_000;

    // About 32 MB: an import writes the same pages again and again, and each checkpoint waits for the disk.
    private const int CheckpointPages = 4_000;

    // Twice what is usual: an import mostly appends, and each page of the file is written on its own.
    private const int PageBytes = 8_192;

    // SQLITE_CORRUPT and SQLITE_NOTADB, https://sqlite.org/rescode.html.
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    private readonly TaskFactory _readers = Factory(Readers);
    private readonly TaskFactory _writer = Factory(1);
    private readonly string _connectionString;
    private readonly Lock _writing = new();

    // Its presence tells the next start that the file is damaged somewhere in the middle.
    private readonly string _damaged;

    // Stays open, with what is prepared on it and the pages it has read.
    private SqliteConnection? _connection;
    private bool _disposed;

    private IndexDatabase(string path)
    {
        _damaged = path + "-damaged";
        ColumnsPath = path + ColumnsSuffix;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Cache = SqliteCacheMode.Private,
            Pooling = true,
            DefaultTimeout = 10,
        }.ToString();
    }

    /// <summary>Opens the file; one of another schema version, or one that is damaged or was found so while it was in use, is deleted first.</summary>
    public static IndexDatabase Open(string path, ILogger<IndexDatabase> logger)
    {
        try
        {
            var database = new IndexDatabase(path);
            if (File.Exists(database._damaged))
            {
                throw new SqliteException("Damage was found while the file was in use.", Corrupt);
            }

            if (database.Prepare())
            {
                return database;
            }

            LogOutdated(logger);
            database.Dispose();
        }
        catch (SqliteException exception) when (IsDamage(exception))
        {
            LogDamaged(logger, exception);
        }

        Delete(path);
        var rebuilt = new IndexDatabase(path);
        return rebuilt.Prepare() ? rebuilt : throw new InvalidOperationException("A new index.db does not have the version that was just written.");
    }

    /// <summary>Where the columns in memory are kept, beside the file.</summary>
    public string ColumnsPath { get; }

    /// <summary>Called on the writer's thread after a transaction that changed rows of the table <c>session</c>, with their keys; those that are gone among them.</summary>
    public event Action<SqliteConnection, IReadOnlyCollection<long>>? SessionsChanged;

    /// <summary>Reads in one snapshot.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken) => _readers.StartNew(
        () =>
        {
            using var connection = Connect(ReaderPages);
            try
            {
                using var snapshot = connection.BeginTransaction(deferred: true);
                return read(connection);
            }
            finally
            {
                PreparedStatements.Release(connection);
            }
        },
        cancellationToken);

    /// <summary>Writes in one transaction, which is rolled back when <paramref name="write"/> throws.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken) => _writer.StartNew(
        () =>
        {
            lock (_writing)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                try
                {
                    return Write(_connection ??= Connect(WriterPages), write);
                }
                catch (Exception exception)
                {
                    if (exception is SqliteException damage && IsDamage(damage))
                    {
                        // Readers have the file open, and what they hold in memory came from it: it is built anew at the next start.
                        File.WriteAllText(_damaged, "");
                    }

                    // A statement may stand in the middle of its rows.
                    Close();
                    throw;
                }
            }
        },
        cancellationToken);

    /// <summary>Waits for the transaction that is being written.</summary>
    public void Dispose()
    {
        lock (_writing)
        {
            _disposed = true;
            Close();
        }

        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private static TaskFactory Factory(int concurrency) => new(
        CancellationToken.None,
        TaskCreationOptions.DenyChildAttach,
        TaskContinuationOptions.None,
        new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, concurrency).ConcurrentScheduler);

    /// <summary>The file itself is broken.</summary>
    public static bool IsDamage(SqliteException exception) => exception.SqliteErrorCode is Corrupt or NotADatabase;

    private static void Delete(string path)
    {
        foreach (var file in (string[])[path, path + "-wal", path + "-shm", path + "-damaged", path + ColumnsSuffix])
        {
            File.Delete(file);
        }
    }

    // False when the file has another version.
    private bool Prepare()
    {
        using var connection = Connect(ReaderPages);
        var version = connection.ExecuteScalar<long>("PRAGMA user_version");
        if (version == IndexSchema.Version)
        {
            return true;
        }

        if (version != 0 || connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema") > 0)
        {
            return false;
        }

        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA page_size = {PageBytes}; PRAGMA journal_mode = WAL"));
        using var transaction = connection.BeginTransaction();
        connection.Execute(IndexSchema.Sql);
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {IndexSchema.Version}"));
        transaction.Commit();
        return true;
    }

    private T Write<T>(SqliteConnection connection, Func<SqliteConnection, T> write)
    {
        using var changes = new SessionChanges(connection);
        using var transaction = connection.BeginTransaction();
        var result = write(connection);
        ChangedSessions.Note(connection, changes.Keys);
        transaction.Commit();
        if (changes.Keys.Count > 0)
        {
            SessionsChanged?.Invoke(connection, changes.Keys);
        }

        return result;
    }

    private void Close()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            PreparedStatements.Release(connection);
            connection.Dispose();
        }
    }

    private SqliteConnection Connect(int kilobytes)
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();

        // The index can be rebuilt, so a power failure may cost the last transactions but never its consistency.
        connection.Execute(string.Create(
            CultureInfo.InvariantCulture, $"PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -{kilobytes}; PRAGMA wal_autocheckpoint = {CheckpointPages}"));
        return connection;
    }

    [LoggerMessage(LogLevel.Information, "The session index has another version and is built anew from Phoenix.")]
    private static partial void LogOutdated(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "The session index is damaged and is built anew from Phoenix.")]
    private static partial void LogDamaged(ILogger logger, Exception exception);
}
