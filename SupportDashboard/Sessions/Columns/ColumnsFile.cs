using Microsoft.Data.Sqlite;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Columns;

/// <summary>
/// The columns as they were, in a file beside the index: a start reads it in a moment, and then only the sessions that changed since. The
/// index remembers which file is its own, and from then on which sessions change, in the transactions that change them. A file that is
/// missing, broken or another's is no more than a slow start.
/// </summary>
internal sealed class ColumnsFile(string path)
{
    private const int BufferSize = 1 << 20;

    // Raise it with every change of what is written, or of how columns follow from the index.
    private const int Version = 1;

    /// <summary>Writes the file and notes in the transaction that it is the index's own.</summary>
    /// <param name="connection">A transaction, so that nothing changes meanwhile.</param>
    /// <param name="columns">The columns, which say what the index says.</param>
    /// <param name="prices">Which prices the costs follow.</param>
    /// <exception cref="IOException">The file could not be written; the one before stays.</exception>
    public void Write(SqliteConnection connection, SessionColumns columns, string prices)
    {
        var id = Guid.NewGuid().ToString("N");
        var fresh = path + ".new";
        try
        {
            WriteTo(fresh, columns, Head(id, prices));
            File.Move(fresh, path, overwrite: true);
        }
        catch
        {
            // A full disk needs the room.
            File.Delete(fresh);
            throw;
        }

        ChangedSessions.Begin(connection, id);
    }

    /// <summary>Reads the file and what changed since; null when there is none that fits.</summary>
    public SessionColumns? Read(SqliteConnection connection, string prices)
    {
        if (ChangedSessions.FileId(connection) is not { } id || !File.Exists(path))
        {
            return null;
        }

        try
        {
            using var stream = new ChecksumStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan));
            using var reader = new BinaryReader(stream);
            if (!Head(id, prices).TrueForAll(part => reader.ReadString() == part))
            {
                return null;
            }

            var columns = new SessionColumns();
            columns.Read(reader);
            var checksum = stream.Checksum;
            return reader.ReadUInt32() == checksum ? columns : null;
        }
        catch (Exception)
        {
            // Whatever a broken file says: the columns are computed from the index then.
            return null;
        }
    }

    private static List<string> Head(string id, string prices) =>
        [FormattableString.Invariant($"columns {Version} of {IndexSchema.Version}, {Enum.GetValues<Column>().Length} wide"), id, prices];

    private static void WriteTo(string file, SessionColumns columns, List<string> head)
    {
        using var stream = new ChecksumStream(new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, BufferSize));
        using var writer = new BinaryWriter(stream);
        head.ForEach(writer.Write);
        columns.Write(writer);
        writer.Write(stream.Checksum);
    }
}
