namespace SupportDashboard.Components.Sessions;

/// <summary>What the browser marks in a drawn list, by the keys of its rows.</summary>
/// <param name="Picked">The rows whose checkbox is set.</param>
/// <param name="Peeked">The row whose preview is shown.</param>
/// <param name="ToTop">Another list: it is shown from its beginning.</param>
/// <param name="Focus">The keys go on at the first row.</param>
public sealed record ListMarks(IReadOnlyList<string> Picked, string? Peeked, bool ToTop = false, bool Focus = false)
{
    /// <summary>True where nothing changes in the browser.</summary>
    public bool SaysTheSame(ListMarks? before) => before is not null && !ToTop && Peeked == before.Peeked && Picked.SequenceEqual(before.Picked, StringComparer.Ordinal);
}
