namespace SupportDashboard.Components.Drawing;

/// <summary>What the browser has to do to show a list: <c>draw</c> of <c>list.js</c>.</summary>
/// <param name="Frame">The HTML around the rows, in place of the one before; null where that stays. The rows go into its element with <c>data-rows</c>.</param>
/// <param name="Rows">All rows, in their order.</param>
public sealed record ListDrawing(string? Frame, IReadOnlyList<DrawnRow> Rows)
{
    /// <summary>Nothing to do.</summary>
    public bool IsEmpty { get; init; }
}
