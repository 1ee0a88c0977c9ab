namespace SupportDashboard.Sessions.Columns;

/// <summary>Which sessions of a set stand on a page, and where one stands among them.</summary>
internal static class Paging
{
    /// <summary>The keys of a page.</summary>
    public static int[] Keys(SessionColumns columns, KeySet set, SessionSort sort, bool ascending, int offset, int limit)
    {
        var total = set.Count;
        var count = Math.Min(limit, total - offset);
        if (count <= 0)
        {
            return [];
        }

        // From whichever end is nearer.
        var fromEnd = offset > total / 2;
        var skip = fromEnd ? total - offset - count : offset;
        var page = new int[count];
        var up = ascending != fromEnd;

        // The walk meets every session on its way; sorting only those of the set.
        var walked = ((long)skip + count) * columns.Sessions / total;
        if (walked > 64 + (total * 8L))
        {
            Sorted(columns, set, ColumnOf(sort), up).AsSpan(skip, count).CopyTo(page);
        }
        else
        {
            columns.Ordered(ColumnOf(sort)).Take(set.Words, up, skip, page);
        }

        if (fromEnd)
        {
            Array.Reverse(page);
        }

        return page;
    }

    /// <summary>Where a session stands; null when it is not in the set.</summary>
    public static SessionPlace? Place(SessionColumns columns, KeySet set, SessionSort sort, bool ascending, int key)
    {
        if (!set.Has(key))
        {
            return null;
        }

        var column = ColumnOf(sort);
        var (smaller, total, before, after) = (0, 0, -1, -1);
        foreach (var other in set.ToArray())
        {
            total++;
            var order = other == key ? 0 : columns.Compare(column, other, key);
            if (order < 0)
            {
                smaller++;
                before = before < 0 || columns.Compare(column, other, before) > 0 ? other : before;
            }
            else if (order > 0)
            {
                after = after < 0 || columns.Compare(column, other, after) < 0 ? other : after;
            }
        }

        string? Id(int of) => of < 0 ? null : columns.SessionId(of);
        return ascending ? new(smaller, total, Id(before), Id(after)) : new(total - 1 - smaller, total, Id(after), Id(before));
    }

    private static int[] Sorted(SessionColumns columns, KeySet set, Column column, bool ascending)
    {
        var keys = set.ToArray();
        Array.Sort(keys, (left, right) => columns.Compare(column, ascending ? left : right, ascending ? right : left));
        return keys;
    }

    private static Column ColumnOf(SessionSort sort) => sort switch
    {
        SessionSort.NeedsLook => Column.Look,
        SessionSort.Started => Column.Started,
        SessionSort.Turns => Column.Turns,
        SessionSort.Tokens => Column.Tokens,
        SessionSort.Errors => Column.Failed,
        SessionSort.Duration => Column.Duration,
        SessionSort.Cost => Column.Cost,
        SessionSort.Documents => Column.Documents,
        SessionSort.MedianLatency => Column.MedianLatency,
        SessionSort.P95Latency => Column.P95Latency,
        SessionSort.LongestGap => Column.Gap,
        SessionSort.Feedback => Column.Feedback,
        SessionSort.Resolution => Column.Resolution,
        SessionSort.Coherence => Column.Coherence,
        SessionSort.Category => Column.Category,
        SessionSort.User => Column.User,
        _ => Column.Active,
    };
}
