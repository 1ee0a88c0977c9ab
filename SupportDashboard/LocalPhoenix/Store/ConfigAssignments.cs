using System.Text.Json;

namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Which annotation configs a project offers; both sides are given as rows.</summary>
internal static class ConfigAssignments
{
    /// <summary>Offers a config in a project; once more changes nothing.</summary>
    public static void Assign(StoreConnection writer, long projectRow, long configRow) => writer.Run(
        "INSERT INTO project_annotation_configs (project_row, config_row) VALUES ($1, $2) ON CONFLICT DO NOTHING", projectRow, configRow);

    /// <summary>Takes a config back; one that is not offered changes nothing.</summary>
    public static void Unassign(StoreConnection writer, long projectRow, long configRow) => writer.Run(
        "DELETE FROM project_annotation_configs WHERE project_row = $1 AND config_row = $2", projectRow, configRow);

    /// <summary>Offers exactly these configs.</summary>
    public static void Replace(StoreConnection writer, long projectRow, IReadOnlyList<long> configRows)
    {
        writer.Run("DELETE FROM project_annotation_configs WHERE project_row = $1", projectRow);
        writer.Run(
            "INSERT INTO project_annotation_configs (project_row, config_row) SELECT DISTINCT $1, value FROM json_each($2)",
            projectRow,
            JsonSerializer.Serialize(configRows));
    }

    /// <summary>Forgets a project that is deleted.</summary>
    public static void ForgetProject(StoreConnection writer, long projectRow) =>
        writer.Run("DELETE FROM project_annotation_configs WHERE project_row = $1", projectRow);
}
