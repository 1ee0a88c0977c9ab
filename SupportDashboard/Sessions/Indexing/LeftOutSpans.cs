using Dapper;
using Microsoft.Data.Sqlite;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>Spans of a project that are larger than an answer of Phoenix may be, by their rows. They stay left out until the index is built anew.</summary>
internal static class LeftOutSpans
{
    // More are not told apart any more.
    private const int Most = 1_000;

    /// <summary>The rows of a project, in no order.</summary>
    public static IReadOnlyList<long> Of(SqliteConnection connection, long project) => connection.Query<long>(
        "SELECT j.value FROM meta m, json_each(m.value) j WHERE m.key = 'left_out:' || @project", new { project }).AsList();

    /// <summary>Notes one.</summary>
    public static void Add(SqliteConnection connection, long project, long row)
    {
        var rows = Of(connection, project);
        if (!rows.Contains(row) && rows.Count < Most)
        {
            connection.Execute(
                "INSERT INTO meta VALUES ('left_out:' || @project, json_array(@row)) ON CONFLICT (key) DO UPDATE SET value = json_insert(value, '$[#]', @row)", new { project, row });
        }
    }
}
