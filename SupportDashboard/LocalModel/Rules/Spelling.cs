namespace SupportDashboard.LocalModel;

/// <summary>Compares words that may be mistyped.</summary>
internal static class Spelling
{
    /// <summary>Whether one letter is missing, added, replaced or swapped with its neighbour.</summary>
    public static bool DiffersByOne(string known, string typed)
    {
        if (Math.Abs(known.Length - typed.Length) > 1 || known[0] != typed[0])
        {
            return false;
        }

        var start = 0;
        while (start < known.Length && start < typed.Length && known[start] == typed[start])
        {
            start++;
        }

        var left = known.AsSpan(start);
        var right = typed.AsSpan(start);
        return (left.Length == right.Length && left.Length > 0 && (left[1..].SequenceEqual(right[1..]) || IsSwapped(left, right)))
            || (left.Length == right.Length + 1 && left[1..].SequenceEqual(right))
            || (right.Length == left.Length + 1 && right[1..].SequenceEqual(left));
    }

    private static bool IsSwapped(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        left.Length > 1 && left[0] == right[1] && left[1] == right[0] && left[2..].SequenceEqual(right[2..]);
}
