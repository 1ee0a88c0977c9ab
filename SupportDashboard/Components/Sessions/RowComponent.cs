using Microsoft.AspNetCore.Components;
using SupportDashboard.Components.Drawing;
using SupportDashboard.Components.Text;

namespace SupportDashboard.Components.Sessions;

/// <summary>
/// A session as a row, drawn to HTML that only the browser keeps. So it has no events: <c>list.js</c> tells by <c>data-row</c>,
/// <c>data-pick</c> and <c>data-peek</c> what was pressed, and marks there what is picked and previewed.
/// </summary>
public abstract class RowComponent : ComponentBase
{
    [Inject]
    public required BrowserTime Browser { get; init; }

    [Parameter, EditorRequired]
    public required ListedSession Session { get; set; }

    /// <summary>Names the row between browser and server.</summary>
    protected string Key => DrawnRows.KeyOf(Session.Row.SessionId);

    /// <summary>The classes of its state, each after a space.</summary>
    protected string Classes => $"{(Session.HasArrived ? " arrived" : "")}{(Session.HasLeft ? " left" : "")}";
}
