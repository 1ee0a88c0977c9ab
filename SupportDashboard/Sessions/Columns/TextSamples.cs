using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Columns;

/// <summary>Reads texts to learn from them what is common.</summary>
internal static class TextSamples
{
    private const int MostBytes = 8_192;

    public static TrigramSample Read(SqliteConnection connection, IReadOnlyList<int> sessions)
    {
        var sample = new TrigramSample();
        foreach (var session in sessions)
        {
            sample.Add(Text(connection, session));
        }

        return sample;
    }

    private static string Text(SqliteConnection connection, int session)
    {
        using var rows = new RawRows(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT input, output FROM trace WHERE session = {session} ORDER BY start_us LIMIT 20"));
        var text = new StringBuilder();
        while (text.Length < MostBytes && rows.Read())
        {
            foreach (var column in (int[])[0, 1])
            {
                var bytes = rows.Bytes(column);
                text.Append(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, MostBytes)])).Append(' ');
            }
        }

        return text.ToString();
    }
}
