using SupportDashboard.Evaluations;

namespace SupportDashboard.Components.Sessions;

/// <summary>One session of the table: first message and the chosen columns.</summary>
public sealed partial class SessionTableRow(EvaluatorBook book) : RowComponent;
