namespace SupportDashboard.Sessions;

/// <summary>The columns that sessions are ordered by; the session id makes every order total, so that paging and neighbours are stable.</summary>
internal static class SessionOrder
{
    /// <summary>Columns of the table <c>session</c>, all in the same direction, each list with an index of its own.</summary>
    public static IReadOnlyList<string> Columns(SessionSort sort) => sort switch
    {
        SessionSort.NeedsLook => ["look", "active_us", "session_id"],
        SessionSort.Started => ["started_us", "active_us", "session_id"],
        SessionSort.Turns => ["turns", "active_us", "session_id"],
        SessionSort.Tokens => ["tokens", "active_us", "session_id"],
        SessionSort.Errors => ["failed", "active_us", "session_id"],
        SessionSort.Duration => ["duration_us", "active_us", "session_id"],
        _ => ["active_us", "session_id"],
    };

    /// <summary>The ORDER BY list.</summary>
    public static string By(SessionSort sort, bool ascending) =>
        string.Join(", ", Columns(sort).Select(column => $"s.{column} {(ascending ? "ASC" : "DESC")}"));

    /// <summary>The sessions before (or after) the one whose values are in <c>@o0, @o1, …</c>.</summary>
    public static string Beside(SessionSort sort, bool ascending, bool before)
    {
        var columns = Columns(sort);
        return $"({string.Join(", ", columns.Select(static column => "s." + column))}) {(ascending == before ? "<" : ">")} ({string.Join(", ", columns.Select(static (_, index) => $"@o{index}"))})";
    }
}
