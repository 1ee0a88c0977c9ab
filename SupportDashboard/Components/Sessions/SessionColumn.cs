using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>A column of the table.</summary>
/// <param name="Key">Stands in the address, in <c>cols=</c>.</param>
/// <param name="Title">Its header.</param>
/// <param name="Sort">What its header sorts by; null where it does not, or by more than one thing.</param>
/// <param name="Kind">How its cells look.</param>
/// <param name="Text">What a cell says; null for the columns that are more than text.</param>
internal sealed record SessionColumn(string Key, string Title, SessionSort? Sort, SessionColumnKind Kind, Func<SessionRow, string?>? Text = null)
{
    /// <summary>Everything its header sorts by, each with its words; empty where it does not sort.</summary>
    public IReadOnlyList<(string Title, SessionSort Sort)> Sorts { get; init; } = Sort is { } sort ? [(Title, sort)] : [];
}
