namespace SupportDashboard.Sessions.Views;

/// <summary>With which view a person's list opens.</summary>
internal sealed class DefaultViewRow
{
    public required string Owner { get; set; }

    /// <summary>The id of a saved view, or the key of a built-in one.</summary>
    public required string View { get; set; }
}
