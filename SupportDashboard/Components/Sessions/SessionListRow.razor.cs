using SupportDashboard.Components.Text;
using SupportDashboard.Evaluations;

namespace SupportDashboard.Components.Sessions;

/// <summary>One session of the list: first message, last answer, verdicts.</summary>
public sealed partial class SessionListRow(EvaluatorBook book) : RowComponent
{
    private string Class => $"row{(Session.IsOpen ? " open" : "")}{Classes}";

    private string Size => $"{Figures.Count(Session.Row.Turns, "turn")}{(Session.HasLeft ? $" · {SessionList.LeftWords}" : "")}";
}
