using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>
/// Collects which rows of the table <c>session</c> a connection changes, by SQLite's update hook
/// (https://sqlite.org/c3ref/update_hook.html): whatever writes them, none is forgotten.
/// </summary>
internal sealed class SessionChanges : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly HashSet<long> _keys = [];

    public SessionChanges(SqliteConnection connection)
    {
        _connection = connection;
        raw.sqlite3_update_hook(connection.Handle, Note, null);
    }

    public IReadOnlyCollection<long> Keys => _keys;

    // The connection goes back to a pool.
    public void Dispose() => raw.sqlite3_update_hook(_connection.Handle, (delegate_update?)null, null);

    private void Note(object state, int type, utf8z database, utf8z table, long row)
    {
        if (IsSession(table))
        {
            _keys.Add(row);
        }
    }

    // Called for every changed row of every table: no string is made of the name.
    private static bool IsSession(utf8z table)
    {
        ref readonly var first = ref table.GetPinnableReference();
        var name = "session\0"u8;
        for (var at = 0; at < name.Length; at++)
        {
            if (Unsafe.Add(ref Unsafe.AsRef(in first), at) != name[at])
            {
                return false;
            }
        }

        return true;
    }
}
