using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Opens traces.db for writing. A file that is no database any more is set aside under another name, never overwritten.</summary>
internal static class StoreFile
{
    // Above this size a check of every page would be felt at the start.
    private const long MaxChecked = 64L * 1024 * 1024;

    /// <summary>Opens the file, or creates it.</summary>
    /// <returns>The connection, and the name under which a corrupt file was kept.</returns>
    /// <exception cref="TraceStoreException">A newer program wrote the file.</exception>
    public static (StoreConnection Connection, string? SetAside) Open(string path, TimeProvider clock)
    {
        try
        {
            return (OpenSound(path), null);
        }
        catch (SqliteException exception) when (IsCorruption(exception))
        {
            var kept = SetAside(path, clock);
            return (OpenSound(path), kept);
        }
    }

    private static bool IsCorruption(SqliteException exception) =>
        exception.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB;

    private static StoreConnection OpenSound(string path)
    {
        var size = File.Exists(path) ? new FileInfo(path).Length : 0;
        var connection = StoreConnection.OpenWriter(path);
        try
        {
            if (size is > 0 and <= MaxChecked && connection.Value<string>("PRAGMA quick_check(1)") is not "ok" and var found)
            {
                throw new SqliteException($"The check of {path} found: {found}", SQLitePCL.raw.SQLITE_CORRUPT);
            }

            TraceSchema.Apply(connection, path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static string SetAside(string path, TimeProvider clock)
    {
        var kept = path + clock.GetUtcNow().ToString("'.corrupt-'yyyyMMdd'-'HHmmss", CultureInfo.InvariantCulture);
        foreach (var suffix in (string[])["", "-wal", "-shm"])
        {
            if (File.Exists(path + suffix))
            {
                File.Move(path + suffix, kept + suffix, overwrite: false);
            }
        }

        return kept;
    }
}
