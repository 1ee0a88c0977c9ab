using System.Globalization;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>
/// Flattens attributes as Phoenix reads them back: objects become dotted keys, a list that holds an object gets numeric
/// segments, a list of scalars stays a list, null is left out. Where two spellings meet in one key, the first stays.
/// </summary>
/// <param name="maxCharacters">
/// How many characters all keys together may have: each leaf repeats its whole path, so a small body could unfold
/// into a huge one.
/// </param>
internal sealed class AttributeFlattening(long maxCharacters)
{
    private long _remaining = maxCharacters;

    /// <returns>The flat attributes; <paramref name="attributes"/> itself when nothing is nested in it.</returns>
    /// <exception cref="SpanRejectedException">The keys would grow beyond all reason.</exception>
    public Dictionary<string, object?> Flatten(Dictionary<string, object?> attributes)
    {
        if (IsFlat(attributes))
        {
            return attributes;
        }

        var flat = new Dictionary<string, object?>(attributes.Count);
        foreach (var (key, value) in attributes)
        {
            Add(flat, key, value);
        }

        return flat;
    }

    private static bool IsFlat(Dictionary<string, object?> attributes)
    {
        foreach (var value in attributes.Values)
        {
            if (value is null or Dictionary<string, object?> || IsListOfObjects(value))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsListOfObjects(object value) => value is List<object?> items && items.Exists(static item => item is Dictionary<string, object?>);

    private void Add(Dictionary<string, object?> flat, string key, object? value)
    {
        if (value is Dictionary<string, object?> fields)
        {
            foreach (var (name, field) in fields)
            {
                Add(flat, Join(key, name), field);
            }
        }
        else if (value is List<object?> items && IsListOfObjects(items))
        {
            for (var index = 0; index < items.Count; index++)
            {
                Add(flat, Join(key, index.ToString(CultureInfo.InvariantCulture)), items[index]);
            }
        }
        else if (value is not null)
        {
            flat.TryAdd(key, value);
        }
    }

    private string Join(string key, string segment)
    {
        _remaining -= key.Length + segment.Length + 1;
        if (_remaining < 0)
        {
            throw new SpanRejectedException("the nested attributes unfold into too many keys");
        }

        return $"{key}.{segment}";
    }
}
