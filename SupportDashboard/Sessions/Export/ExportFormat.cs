namespace SupportDashboard.Sessions.Export;

/// <summary>How exported sessions are written.</summary>
public enum ExportFormat
{
    /// <summary>For spreadsheets: one row a session, one group of columns an evaluator.</summary>
    Csv,

    /// <summary>For programs: one JSON object a line.</summary>
    JsonLines,
}
