using Microsoft.Data.Sqlite;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Copies the store before its tables are changed, so that an older program can be gone back to.</summary>
internal static class StoreBackup
{
    /// <summary>Where the copy of a schema version lies.</summary>
    public static string PathOf(string path, long version) => FormattableString.Invariant($"{path}.backup-v{version}");

    /// <summary>Writes a whole copy and returns when it is on disk. What an attempt that ended early left is replaced.</summary>
    /// <exception cref="TraceStoreException">The copy could not be written, for example because the disk is full.</exception>
    public static void Write(StoreConnection connection, string path, long version)
    {
        var backup = PathOf(path, version);
        var partial = backup + ".partial";
        try
        {
            File.Delete(partial);
            connection.Run("VACUUM INTO $1", partial);
            using (var written = File.Open(partial, FileMode.Open, FileAccess.ReadWrite))
            {
                // SQLite leaves it to the operating system when the copy reaches the disk.
                written.Flush(flushToDisk: true);
            }

            File.Move(partial, backup, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            || exception is SqliteException { SqliteErrorCode: not (SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB) })
        {
            throw new TraceStoreException(
                $"{path} must be brought to this program's schema, but the copy that is made before could not be written to {backup}: {exception.Message}");
        }
    }
}
