using Microsoft.Data.Sqlite;
using SupportDashboard.Llm;
using SupportDashboard.Sessions.Indexing;

namespace SupportDashboard.Sessions.Columns;

/// <summary>Fills columns at a start: from their file with what changed since, or from the index; and with single sessions later.</summary>
internal sealed class ColumnsFilling(ColumnsFile file, LlmPrices prices)
{
    /// <summary>From the file; null where there is none that fits the index and the prices. Changed: how many sessions it was behind.</summary>
    public (SessionColumns Columns, EntryReader Reader, int Changed)? FromFile(SqliteConnection connection, string priced)
    {
        if (file.Read(connection, priced) is not { } columns)
        {
            return null;
        }

        var reader = new EntryReader(columns.Facets, columns.Names, prices);
        var changed = ChangedSessions.All(connection);
        Change(connection, columns, reader, changed);
        columns.Ordered(Column.Active);
        return (columns, reader, changed.Count);
    }

    /// <summary>From the index, session by session.</summary>
    /// <param name="connection">Reads the index.</param>
    /// <param name="progress">Told the share that was read, 0 to 1.</param>
    public (SessionColumns Columns, EntryReader Reader) Computed(SqliteConnection connection, Action<double> progress)
    {
        var columns = new SessionColumns();
        var reader = new EntryReader(columns.Facets, columns.Names, prices);
        var greatest = GreatestKey(connection);
        columns.Reserve(greatest + 1);
        foreach (var entry in reader.All(connection))
        {
            columns.Set(entry);
            progress((double)entry.Key / Math.Max(1, greatest));
        }

        columns.Ordered(Column.Active);
        return (columns, reader);
    }

    /// <summary>Reads some sessions again; those that are no longer in the index leave the columns.</summary>
    public static void Change(SqliteConnection connection, SessionColumns columns, EntryReader reader, IReadOnlyCollection<long> keys)
    {
        var gone = keys.ToHashSet();
        foreach (var entry in reader.Some(connection, keys))
        {
            columns.Set(entry);
            gone.Remove(entry.Key);
        }

        foreach (var key in gone)
        {
            columns.Remove((int)key);
        }
    }

    private static int GreatestKey(SqliteConnection connection)
    {
        using var rows = new RawRows(connection, "SELECT coalesce(max(id), 0) FROM session");
        return rows.Read() ? (int)rows.Number(0) : 0;
    }
}
