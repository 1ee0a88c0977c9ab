namespace SupportDashboard.Evaluations.Authoring;

/// <summary>An answer as somebody writes it; nothing is checked yet.</summary>
public sealed class ChoiceDraft
{
    public string Label { get; set; } = "";

    /// <summary>The word for people; the label where it is empty.</summary>
    public string Title { get; set; } = "";

    public string Description { get; set; } = "";

    /// <summary>A number as typed; empty for none.</summary>
    public string Score { get; set; } = "";

    /// <summary>Whether a support team wants this outcome; null where neither is known.</summary>
    public bool? IsGood { get; set; }
}
