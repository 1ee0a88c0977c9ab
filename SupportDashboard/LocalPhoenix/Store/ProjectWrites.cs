namespace SupportDashboard.LocalPhoenix.Store;

/// <summary>Creates and changes projects.</summary>
internal static class ProjectWrites
{
    /// <summary>The project that cannot be deleted.</summary>
    public const string DefaultProject = "default";

    public static long GetOrCreate(StoreConnection writer, string name) =>
        writer.Value<long?>("SELECT id FROM projects WHERE name = $1", name) ?? Create(writer, name, description: null);

    /// <summary>Creates a project whose name is free.</summary>
    public static long Create(StoreConnection writer, string name, string? description)
    {
        writer.Run("INSERT INTO projects (name, description) VALUES ($1, $2)", name, description);
        return writer.LastRow;
    }

    public static void Describe(StoreConnection writer, long row, string? description) =>
        writer.Run("UPDATE projects SET description = $2 WHERE id = $1", row, description);
}
