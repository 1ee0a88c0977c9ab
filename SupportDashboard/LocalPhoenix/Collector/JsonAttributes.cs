using System.Text.Json;
using Google.Protobuf;
using SupportDashboard.LocalPhoenix.Collector.Otlp;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>Reads attributes of OTLP's JSON. How deep values may be nested is bounded by the JSON parser.</summary>
internal static class JsonAttributes
{
    public static IEnumerable<KeyValue> Read(JsonElement element, string name) => JsonFields.Items(element, name).Select(static item => new KeyValue
    {
        Key = JsonFields.Text(item, "key"),
        Value = JsonFields.Find(item, "value") is { } value ? ReadValue(value) : null,
    });

    /// <summary>The first value that is set; an object without one is an empty value, which OTLP allows.</summary>
    private static AnyValue ReadValue(JsonElement element)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null && ReadKnown(property.Name, property.Value) is { } value)
            {
                return value;
            }
        }

        return new();
    }

    private static AnyValue? ReadKnown(string name, JsonElement value) => name switch
    {
        "stringValue" => new() { StringValue = value.GetString() },
        "boolValue" => new() { BoolValue = value.GetBoolean() },
        "intValue" => new() { IntValue = JsonFields.Signed(value) },
        "doubleValue" => new() { DoubleValue = JsonFields.Number(value) },
        "arrayValue" => new() { ArrayValue = ReadArray(value) },
        "kvlistValue" => new() { KvlistValue = ReadList(value) },
        "bytesValue" => new() { BytesValue = ByteString.CopyFrom(value.GetBytesFromBase64()) },
        _ => null,
    };

    private static ArrayValue ReadArray(JsonElement element)
    {
        var read = new ArrayValue();
        read.Values.Add(JsonFields.Items(element, "values").Select(ReadValue));
        return read;
    }

    private static KeyValueList ReadList(JsonElement element)
    {
        var read = new KeyValueList();
        read.Values.Add(Read(element, "values"));
        return read;
    }
}
