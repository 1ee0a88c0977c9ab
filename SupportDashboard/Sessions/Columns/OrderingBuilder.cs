namespace SupportDashboard.Sessions.Columns;

/// <summary>Puts all sessions in order at once.</summary>
internal static class OrderingBuilder
{
    public static Ordering Build(SessionColumns columns, Column column)
    {
        var keys = new List<int>(columns.Sessions);
        for (var key = 0; key < columns.Keys; key++)
        {
            if (columns.Has(key))
            {
                keys.Add(key);
            }
        }

        var byActivity = ByActivity(columns, [.. keys]);
        return new Ordering(columns, column, column == Column.Active ? byActivity : By(Numbers(columns, column), byActivity));
    }

    private static long[] Numbers(SessionColumns columns, Column column)
    {
        if (!SessionColumns.IsName(column))
        {
            return columns[column];
        }

        var places = columns.Names.Places();
        return Array.ConvertAll(columns[column], number => places[number]);
    }

    private static int[] ByActivity(SessionColumns columns, int[] keys)
    {
        var active = columns[Column.Active];
        var numbers = Array.ConvertAll(keys, key => active[key]);
        Array.Sort(numbers, keys);
        ForEqual(numbers, (from, to) => keys.AsSpan(from, to - from).Sort((left, right) => columns.Compare(Column.Active, left, right)));
        return keys;
    }

    // Equal numbers stay in the order of activity: their places in it are sorted, which is far cheaper than comparing sessions.
    private static int[] By(long[] column, int[] byActivity)
    {
        var numbers = Array.ConvertAll(byActivity, key => column[key]);
        var places = new int[byActivity.Length];
        for (var place = 0; place < places.Length; place++)
        {
            places[place] = place;
        }

        Array.Sort(numbers, places);
        ForEqual(numbers, (from, to) => places.AsSpan(from, to - from).Sort());
        return Array.ConvertAll(places, place => byActivity[place]);
    }

    private static void ForEqual(long[] numbers, Action<int, int> sort)
    {
        for (var (from, to) = (0, 1); from < numbers.Length; from = to, to = from + 1)
        {
            while (to < numbers.Length && numbers[to] == numbers[from])
            {
                to++;
            }

            if (to - from > 1)
            {
                sort(from, to);
            }
        }
    }
}
