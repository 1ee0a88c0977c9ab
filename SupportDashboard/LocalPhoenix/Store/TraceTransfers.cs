using System.Text.Json;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Moves traces with their spans from one project to another; ids, sums and sessions stay.</summary>
internal static class TraceTransfers
{
    /// <summary>How many projects the traces belong to.</summary>
    public static long CountProjects(StoreConnection store, IReadOnlyList<long> rows) => store.Value<long>(
        "SELECT count(DISTINCT project_row) FROM traces WHERE id IN (SELECT value FROM json_each($1))", JsonSerializer.Serialize(rows));

    public static void Move(StoreConnection writer, IReadOnlyList<long> rows, long projectRow)
    {
        var list = JsonSerializer.Serialize(rows);
        writer.Run("UPDATE spans SET project_row = $2 WHERE trace_row IN (SELECT value FROM json_each($1))", list, projectRow);
        writer.Run("UPDATE traces SET project_row = $2 WHERE id IN (SELECT value FROM json_each($1))", list, projectRow);
    }
}
