using Google.Protobuf.Collections;
using SupportDashboard.LocalPhoenix.Collector.Otlp;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>
/// Turns OTLP values into plain ones: <see cref="string"/>, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>,
/// <c>List&lt;object?&gt;</c>, <c>Dictionary&lt;string, object?&gt;</c>. Bytes become base64 text. How deep values may be
/// nested is bounded by the protobuf decoder.
/// </summary>
internal static class AttributeReader
{
    public static Dictionary<string, object?> Read(RepeatedField<KeyValue> attributes)
    {
        var read = new Dictionary<string, object?>(attributes.Count);
        foreach (var attribute in attributes)
        {
            read[attribute.Key] = Read(attribute.Value);
        }

        return read;
    }

    private static object? Read(AnyValue? value) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue,
        AnyValue.ValueOneofCase.IntValue => value.IntValue,
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue,
        AnyValue.ValueOneofCase.BytesValue => value.BytesValue.ToBase64(),
        AnyValue.ValueOneofCase.ArrayValue => value.ArrayValue.Values.Select(Read).ToList(),
        AnyValue.ValueOneofCase.KvlistValue => Read(value.KvlistValue.Values),
        _ => null,
    };
}
