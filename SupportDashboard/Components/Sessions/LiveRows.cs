using SupportDashboard.Sessions;

namespace SupportDashboard.Components.Sessions;

/// <summary>
/// The rows on screen while sessions come and change. Either new ones come in at once, or the list is held because somebody reads it: then
/// rows change in place, nothing moves, and what is new waits and is counted.
/// </summary>
internal sealed class LiveRows
{
    private static readonly IReadOnlySet<string> None = new HashSet<string>();

    // How many matched when the list was last in order.
    private int _total;

    /// <summary>What is on screen; null before the first answer.</summary>
    public SessionPage? Page { get; private set; }

    /// <summary>How many sessions wait to come in.</summary>
    public int Waiting { get; private set; }

    /// <summary>The ids that came in last, for a gentle mark.</summary>
    public IReadOnlySet<string> Arrived { get; private set; } = None;

    /// <summary>The ids on screen that the list would not show any more, on whatever page: they stay while somebody reads.</summary>
    public IReadOnlySet<string> Left { get; private set; } = None;

    /// <summary>Shows another list.</summary>
    public void Replace(SessionPage fresh) => (Page, Waiting, Arrived, Left, _total) = (fresh, 0, None, None, fresh.Total);

    /// <summary>Brings in what is new in the same list.</summary>
    public void ComeIn(SessionPage fresh)
    {
        var before = Page?.Rows.Select(static row => row.SessionId).ToHashSet(StringComparer.Ordinal);
        Replace(fresh);
        Arrived = before is null ? None : fresh.Rows.Select(static row => row.SessionId).Where(id => !before.Contains(id)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The ids on screen that a newer page does not hold: they may have moved off it, stopped matching or gone.</summary>
    public IReadOnlyList<string> Elsewhere(SessionPage fresh)
    {
        var ids = fresh.Rows.Select(static row => row.SessionId).ToHashSet(StringComparer.Ordinal);
        return Page is null ? [] : [.. Page.Rows.Select(static row => row.SessionId).Where(id => !ids.Contains(id))];
    }

    /// <summary>Changes rows where they stand and counts what waits; where no row changed, the page stays the object that it is.</summary>
    /// <param name="fresh">The same list as it would be now.</param>
    /// <param name="elsewhere">The newest state of rows on screen that it does not hold.</param>
    /// <param name="left">The ids of those on screen that do not match any more.</param>
    /// <param name="newestFirst">It begins with what was active last, so whatever is not on screen yet is new or has just changed.</param>
    public void Hold(SessionPage fresh, IEnumerable<SessionRow> elsewhere, IReadOnlySet<string> left, bool newestFirst)
    {
        if (Page is null)
        {
            Replace(fresh);
            return;
        }

        var newest = fresh.Rows.Concat(elsewhere).DistinctBy(static row => row.SessionId).ToDictionary(static row => row.SessionId, StringComparer.Ordinal);
        var shown = Page.Rows.Select(row => newest.GetValueOrDefault(row.SessionId) ?? row).ToList();
        var ids = shown.Select(static row => row.SessionId).ToHashSet(StringComparer.Ordinal);
        var notShown = newestFirst ? fresh.Rows.Count(row => !ids.Contains(row.SessionId)) : 0;

        // Where rows are missing because there were too few for a page, all that is new is counted by the rows themselves.
        Waiting = Math.Max(notShown, fresh.Total - _total);
        var page = fresh with { Rows = shown };
        (Page, Left) = (SaysTheSame(Page, page) && Left.SetEquals(left) ? Page : page, left);
    }

    // Rows that did not change are the same objects.
    private static bool SaysTheSame(SessionPage before, SessionPage page) =>
        before.Rows.SequenceEqual(page.Rows, ReferenceEqualityComparer.Instance)
        && before.LeftOut.SequenceEqual(page.LeftOut, StringComparer.Ordinal)
        && before == page with { Rows = before.Rows, LeftOut = before.LeftOut };
}
