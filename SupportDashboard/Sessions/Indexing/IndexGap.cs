using SupportDashboard.Phoenix;

namespace SupportDashboard.Sessions.Indexing;

/// <summary>A range of Phoenix's rows that is still to be read.</summary>
/// <param name="Id">Its key in the index; 0 before it is stored.</param>
/// <param name="Cursor">Where the next page starts.</param>
/// <param name="Upper">The row of the cursor.</param>
/// <param name="Lower">Reading stops at this row; 0 for the beginning.</param>
internal sealed record IndexGap(long Id, string Cursor, long Upper, long Lower)
{
    /// <summary>A gap that begins at a cursor; one that does not tell its row begins below the lowest row that was read.</summary>
    public static IndexGap At(string cursor, long lowestRead, long lower) =>
        new(0, cursor, GlobalId.Row(cursor) is > 0 and var row ? row : lowestRead - 1, lower);
}
