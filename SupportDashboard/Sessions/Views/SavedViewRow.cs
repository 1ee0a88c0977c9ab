namespace SupportDashboard.Sessions.Views;

/// <summary>A saved view in the dashboard database. Instants are UTC milliseconds since 1970.</summary>
internal sealed class SavedViewRow
{
    public Guid Id { get; set; }

    public required string Owner { get; set; }

    public required string Name { get; set; }

    public required string Query { get; set; }

    public bool Shared { get; set; }

    public long CreatedAt { get; set; }

    public long UpdatedAt { get; set; }
}
