namespace SupportDashboard.Sessions.Syncing;

/// <summary>Cuts lists of session ids into parts that fit a request line of 8 KB whatever the ids contain.</summary>
internal static class RequestLine
{
    private const int Longest = 6000;

    // The longest name of a parameter that repeats: session_identifier.
    private const int NameLength = 20;

    /// <summary>The distinct ids in parts of at most <paramref name="most"/>.</summary>
    public static IEnumerable<string[]> Batches(IEnumerable<string> ids, int most)
    {
        var batch = new List<string>();
        var length = 0;
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            var size = Uri.EscapeDataString(id).Length + NameLength;
            if (batch.Count == most || (batch.Count > 0 && length + size > Longest))
            {
                yield return [.. batch];
                batch.Clear();
                length = 0;
            }

            batch.Add(id);
            length += size;
        }

        if (batch.Count > 0)
        {
            yield return [.. batch];
        }
    }
}
