using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportDashboard.Phoenix;

/// <summary>
/// Reads attributes as one JSON document with many views into it. Without this each value is a document of its own, which is most of the
/// time and memory that a page of spans takes.
/// </summary>
internal sealed class AttributesConverter : JsonConverter<IReadOnlyDictionary<string, JsonElement>>
{
    public override IReadOnlyDictionary<string, JsonElement> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Attributes are not an object.");
        }

        return All(JsonElement.ParseValue(ref reader));
    }

    /// <summary>The members of a JSON object.</summary>
    public static IReadOnlyDictionary<string, JsonElement> All(JsonElement all)
    {
        var attributes = new Dictionary<string, JsonElement>(all.GetPropertyCount(), StringComparer.Ordinal);
        foreach (var attribute in all.EnumerateObject())
        {
            // Of equal names the last one counts.
            attributes[Name(attribute)] = attribute.Value;
        }

        return attributes;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, JsonElement> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, attribute) in value)
        {
            writer.WritePropertyName(name);
            attribute.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    // One with half of a surrogate pair stays as it was written, rather than to hide all other spans of its page.
    private static string Name(JsonProperty attribute)
    {
        try
        {
            return attribute.Name;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(attribute));
        }
    }
}
