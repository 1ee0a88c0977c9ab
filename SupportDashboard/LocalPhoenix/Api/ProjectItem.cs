using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>A project as REST shows it.</summary>
internal sealed record ProjectItem(string Id, string Name, string? Description)
{
    public static ProjectItem From(StoredProject project) => new(GlobalId.Of(GlobalId.Project, project.Row), project.Name, project.Description);
}
