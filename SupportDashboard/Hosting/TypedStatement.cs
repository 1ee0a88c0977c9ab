using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SupportDashboard.Hosting;

/// <summary>
/// A prepared statement whose parameters and columns are passed by type, for what runs for each span: nothing is boxed and
/// nothing is allocated. Parameters are written <c>?1</c>, <c>?2</c>, … and counted from 1, columns from 0. Used by one thread at a time.
/// </summary>
internal sealed class TypedStatement : IDisposable
{
    private const int StackBytes = 512;

    // No UTF-16 unit needs more bytes in UTF-8.
    private const int BytesPerUnit = 3;

    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    public TypedStatement(sqlite3 connection, string sql)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v3(connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public void Bind(int parameter, long value) => Check(raw.sqlite3_bind_int64(_statement, parameter, value));

    public void Bind(int parameter, long? value)
    {
        if (value is { } number)
        {
            Bind(parameter, number);
        }
        else
        {
            BindNull(parameter);
        }
    }

    public void Bind(int parameter, byte[]? value)
    {
        if (value is null)
        {
            BindNull(parameter);
        }
        else
        {
            Check(raw.sqlite3_bind_blob(_statement, parameter, value));
        }
    }

    public void Bind(int parameter, string? value)
    {
        if (value is null)
        {
            BindNull(parameter);
        }
        else if (value.Length == 0)
        {
            // An empty span has no address, and SQLite takes that for NULL.
            Check(raw.sqlite3_bind_text(_statement, parameter, ""));
        }
        else
        {
            BindText(parameter, value);
        }
    }

    /// <summary>Runs a statement that gives no rows and returns how many rows it changed.</summary>
    /// <exception cref="SqliteException">Any failure, as from a command.</exception>
    public int Run()
    {
        Finish(raw.sqlite3_step(_statement));
        return raw.sqlite3_changes(_connection);
    }

    /// <summary>The key of the row that was inserted last on the connection.</summary>
    public long LastRow => raw.sqlite3_last_insert_rowid(_connection);

    /// <summary>Goes to the first row. When there is one, <see cref="Reset"/> must follow once it is read.</summary>
    /// <exception cref="SqliteException">Any failure, as from a command.</exception>
    public bool First()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        Finish(result);
        return false;
    }

    /// <summary>Goes to the next row; behind the last one, answers false and is reset.</summary>
    /// <exception cref="SqliteException">Any failure, as from a command.</exception>
    public bool Next() => First();

    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <summary>A text; null when there is none.</summary>
    public string? Text(int column) => IsNull(column) ? null : raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>A blob; gone with the next row.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public void Reset() => raw.sqlite3_reset(_statement);

    public void Dispose() => _statement.Dispose();

    private void BindNull(int parameter) => Check(raw.sqlite3_bind_null(_statement, parameter));

    private void BindText(int parameter, string value)
    {
        byte[]? rented = null;
        var bytes = value.Length * BytesPerUnit <= StackBytes
            ? stackalloc byte[StackBytes]
            : rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(value));
        Check(raw.sqlite3_bind_text(_statement, parameter, bytes[..Encoding.UTF8.GetBytes(value, bytes)]));
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Finish(int result)
    {
        // The reset keeps the message of a failed step.
        raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE)
        {
            Check(result);
        }
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _connection);
}
