namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>
/// Estimates how much memory a JSON text takes once it is read into objects, by its punctuation. Punctuation inside texts counts
/// too: a text may hold JSON that is read later.
/// </summary>
internal static class JsonWeight
{
    // Text is two bytes a character in memory, and is written again as UTF-8.
    private const int Byte = 3;

    // Bytes of a dictionary or message with its place in the list around it, of a list, of a value in a list, of a field.
    private const int Object = 200;
    private const int List = 100;
    private const int Value = 60;
    private const int Field = 80;

    private static readonly long[] Costs = CreateCosts();

    /// <returns>Bytes.</returns>
    public static long Measure(ReadOnlySpan<byte> json) => Measure(json, growth: 1);

    /// <param name="json">The text in UTF-8.</param>
    /// <param name="growth">How many times as much each of its values takes as usually.</param>
    public static long Measure(ReadOnlySpan<byte> json, int growth)
    {
        long values = 0;
        foreach (var character in json)
        {
            values += Costs[character];
        }

        return (growth * values) + ((long)Byte * json.Length);
    }

    private static long[] CreateCosts()
    {
        var costs = new long[256];
        costs['{'] = Object;
        costs['['] = List;
        costs[','] = Value;
        costs[':'] = Field;
        return costs;
    }
}
