using System.Globalization;
using System.Text;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>
/// Where a page of traces begins: the sort, its key and the row. Phoenix 20.3 pages by row id whatever the sort, and so
/// loses rows; its later releases bind the cursor to the sort as this one does.
/// </summary>
internal static class TraceCursor
{
    public static string Write(StoredTrace trace, bool byLatency, bool ascending) => Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{Prefix(byLatency, ascending)}{(byLatency ? trace.EndNanos - trace.StartNanos : trace.StartNanos)}:{trace.Row}")));

    /// <exception cref="ApiException">422: no cursor of this list in this order.</exception>
    public static (long Key, long Row)? Read(string? cursor, bool byLatency, bool ascending)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }

        var bytes = new byte[cursor.Length];
        var prefix = Prefix(byLatency, ascending);
        if (Convert.TryFromBase64String(cursor, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length) is var text
            && text.StartsWith(prefix, StringComparison.Ordinal)
            && text[prefix.Length..].Split(':') is [var key, var row]
            && long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var keyValue)
            && long.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var rowValue))
        {
            return (keyValue, rowValue);
        }

        throw ApiException.Unprocessable("Invalid cursor");
    }

    private static string Prefix(bool byLatency, bool ascending) => $"Traces:{(byLatency ? "latency" : "start")}:{(ascending ? "asc" : "desc")}:";
}
