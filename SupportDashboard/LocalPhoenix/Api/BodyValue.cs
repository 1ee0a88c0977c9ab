using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using SupportDashboard.LocalPhoenix.Collector;
using SupportDashboard.LocalPhoenix.Store;

namespace SupportDashboard.LocalPhoenix.Api;

/// <summary>A value in a JSON body that knows where it stands, so that a wrong one is answered with its place. Unknown fields are ignored.</summary>
internal sealed class BodyValue(JsonElement element, BodyValue? parent, JsonValue segment)
{
    private const int MaxEchoedBytes = 16 * 1024;

    public static BodyValue Root(JsonElement element) => new(element, null, JsonValue.Create("body"));

    /// <summary>A field that must be there.</summary>
    public BodyValue Field(string name)
    {
        RequireObject();
        return element.TryGetProperty(name, out var value)
            ? new(value, this, JsonValue.Create(name))
            : throw InputErrors.Missing(Location(JsonValue.Create(name)), Input());
    }

    /// <summary>A field that may be missing or null.</summary>
    public BodyValue? Optional(string name)
    {
        RequireObject();
        return element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? new(value, this, JsonValue.Create(name)) : null;
    }

    public IReadOnlyList<BodyValue> Items() => element.ValueKind == JsonValueKind.Array
        ? [.. element.EnumerateArray().Select((item, index) => new BodyValue(item, this, JsonValue.Create(index)))]
        : throw InputErrors.NoList(Location(), Input());

    public string Text()
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            throw InputErrors.NoText(Location(), Input());
        }

        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 stands for half a character, which no UTF-8 can hold.
            throw InputErrors.HalfCharacter(Location());
        }
    }

    /// <summary>A text without the space around it, of which something must be left.</summary>
    public string TrimmedText() => Text().Trim() is { Length: > 0 } text ? text : throw InputErrors.TooShort(Location(), 1, "");

    public string Choice(params ReadOnlySpan<string> choices)
    {
        var text = element.ValueKind == JsonValueKind.String ? Text() : null;
        return text is not null && choices.Contains(text) ? text : throw InputErrors.NoChoice(Location(), choices, Input());
    }

    /// <summary>A number, also one written as text; what is not finite becomes <see langword="null"/>, as in Phoenix.</summary>
    public double? Number()
    {
        var number = element.ValueKind switch
        {
            JsonValueKind.Number => element.GetDouble(),
            JsonValueKind.String when double.TryParse(Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) => parsed,
            _ => throw InputErrors.NoNumber(Location(), Input()),
        };
        return double.IsFinite(number) ? number : null;
    }

    /// <summary>An instant with its offset, in nanoseconds since 1970.</summary>
    public long Instant(Func<BodyValue, JsonArray>? naiveLocation = null)
    {
        if (!Timestamps.TryRead(Text(), out var nanos, out var isNaive))
        {
            throw InputErrors.NoInstant(Location(), Input());
        }

        return isNaive ? throw InputErrors.NaiveInstant(naiveLocation is null ? Location() : naiveLocation(this), Input()) : nanos;
    }

    /// <summary>The element itself, which must be an object.</summary>
    public JsonElement Dictionary() => element.ValueKind == JsonValueKind.Object ? element : throw InputErrors.NoDictionary(Location(), Input());

    /// <summary>The place, as the list of segments that leads to it.</summary>
    public JsonArray Location(params ReadOnlySpan<JsonNode> further)
    {
        var place = parent?.Location() ?? [];
        place.Add(segment.DeepClone());
        foreach (var node in further)
        {
            place.Add(node);
        }

        return place;
    }

    private void RequireObject()
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw InputErrors.NoObject(Location(), Input());
        }
    }

    /// <summary>What was sent, to be shown in the answer; <see langword="null"/> when it is long, or no text that JSON can hold.</summary>
    private JsonNode? Input()
    {
        if (JsonMarshal.GetRawUtf8Value(element).Length > MaxEchoedBytes)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(JsonValues.ToUtf8(element.WriteTo));
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // Half a character: as bytes, or as an escape such as \ud800.
            return null;
        }
    }
}
