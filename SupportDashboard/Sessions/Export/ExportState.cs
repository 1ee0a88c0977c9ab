namespace SupportDashboard.Sessions.Export;

/// <summary>How far an export is.</summary>
public enum ExportState
{
    /// <summary>Nobody asked for the file yet.</summary>
    Ready,
    Running,
    Done,
    Failed,
    Cancelled,
}
