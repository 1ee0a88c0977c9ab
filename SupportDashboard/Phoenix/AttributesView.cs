using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SupportDashboard.Phoenix;

/// <summary>
/// Attributes as a view into the document in which they came. Most are asked for a few names only, and to find those among a handful takes
/// less than to make a dictionary; one is made when there are many, or when all are asked for.
/// </summary>
internal sealed class AttributesView(JsonElement json) : IReadOnlyDictionary<string, JsonElement>
{
    private const int Handful = 32;

    private IReadOnlyDictionary<string, JsonElement>? _all;

    public int Count => All.Count;

    public IEnumerable<string> Keys => All.Keys;

    public IEnumerable<JsonElement> Values => All.Values;

    private IReadOnlyDictionary<string, JsonElement> All => _all ??= AttributesConverter.All(json);

    public JsonElement this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no attribute {key}.");

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    // Of equal names both find the last one.
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out JsonElement value)
    {
        try
        {
            if (_all is null && json.GetPropertyCount() <= Handful)
            {
                return json.TryGetProperty(key, out value);
            }
        }
        catch (InvalidOperationException)
        {
            // One of the names on the way has half of a surrogate pair.
        }

        return All.TryGetValue(key, out value);
    }

    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator() => All.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
