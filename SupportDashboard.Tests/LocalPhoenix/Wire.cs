using System.Text;
using Google.Protobuf;
using SupportDashboard.LocalPhoenix.Collector.Otlp;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <summary>Protobuf written by hand, as no encoder would write it.</summary>
internal static class Wire
{
    private const int SpanAttributes = 9;
    private const int Events = 11;
    private const int Links = 13;

    /// <summary>Bodies that unfold as far as possible, by what they consist of, of about the number of bytes asked for.</summary>
    public static readonly IReadOnlyDictionary<string, Func<int, byte[]>> Worst = new Dictionary<string, Func<int, byte[]>>
    {
        ["resources"] = static size => Repeat(size, 0x0a, 0),
        ["resources with a resource"] = static size => Repeat(size, 0x0a, 2, 0x0a, 0),
        ["resources with a scope"] = static size => Repeat(size, 0x0a, 2, 0x12, 0),
        ["scopes with an origin"] = static size => Field(1, Repeat(size, 0x12, 2, 0x0a, 0)),
        ["spans"] = static size => Field(1, Field(2, Repeat(size, 0x12, 0))),
        ["spans with ids"] = static size => Field(1, Field(2, Repeat(size, Field(2, Span([]))))),
        ["events"] = static size => InSpan(Repeat(size, (Events << 3) | 2, 0)),
        ["links"] = static size => InSpan(Repeat(size, (Links << 3) | 2, 0)),
        ["attributes"] = static size => InSpan(Repeat(size, (SpanAttributes << 3) | 2, 0)),
        ["attributes with keys"] = static size => InSpan(Many(size, static i => Field(SpanAttributes, Field(1, Encoding.ASCII.GetBytes($"{i}"))))),
        ["attributes with values"] = static size =>
            InSpan(Many(size, static i => Field(SpanAttributes, [.. Field(1, Encoding.ASCII.GetBytes($"{i}")), .. Field(2, [0x18, 1])]))),
        ["values in a list"] = static size => InValue(Field(5, Repeat(size, 0x0a, 2, 0x18, 1))),
        ["lists in a list"] = static size => InValue(Field(5, Repeat(size, 0x0a, 2, 0x2a, 0))),
        ["maps in a list"] = static size => InValue(Field(5, Repeat(size, 0x0a, 2, 0x32, 0))),
        ["maps with a key in a list"] = static size => InValue(Field(5, Repeat(size, Field(1, Field(6, Field(1, Field(2, [0x18, 1]))))))),
        ["short texts in a list"] = static size => InValue(Field(5, Repeat(size, 0x0a, 3, 0x0a, 1, 0x61))),
        ["one text"] = static size => InValue(Field(1, Repeat(size, 0x61))),
        ["a text of two-byte characters"] = static size => InValue(Field(1, Repeat(size, 0xc3, 0xa9))),
        ["a text of control characters"] = static size => InValue(Field(1, Repeat(size, 1))),
        ["bytes"] = static size => InValue(Field(7, Repeat(size, 0xff))),
        ["unknown fields"] = static size => Many(size, static i => UnknownField((uint)(1000 + i))),
        ["metadata of lists"] = static size => Metadata('[' + string.Join(',', Enumerable.Repeat("[]", size / 3)) + ']'),
        ["metadata of maps"] = static size => Metadata('[' + string.Join(',', Enumerable.Repeat("{}", size / 3)) + ']'),
        ["metadata of numbers"] = static size => Metadata('[' + string.Join(',', Enumerable.Repeat("1", size / 2)) + ']'),
        ["metadata of fields"] = static size => Metadata('{' + string.Join(',', Enumerable.Range(0, size / 8).Select(static i => $"\"{i}\":1")) + '}'),
        ["messages of a model"] = static size =>
            Attribute("gen_ai.input.messages", '[' + string.Join(',', Enumerable.Repeat("{\"role\":\"a\"}", size / 13)) + ']'),
    };

    /// <summary>A length-delimited field.</summary>
    public static byte[] Field(int number, byte[] content)
    {
        using var written = new MemoryStream();
        using (var output = new CodedOutputStream(written, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(content));
        }

        return written.ToArray();
    }

    /// <summary>The same bytes over and over, as many as fit.</summary>
    public static byte[] Repeat(int size, params byte[] pattern)
    {
        var repeated = new byte[size / pattern.Length * pattern.Length];
        for (var start = 0; start < repeated.Length; start += pattern.Length)
        {
            pattern.CopyTo(repeated, start);
        }

        return repeated;
    }

    private static byte[] Many(int size, Func<int, byte[]> create)
    {
        using var written = new MemoryStream();
        for (var index = 0; written.Length < size; index++)
        {
            written.Write(create(index));
        }

        return written.ToArray();
    }

    private static byte[] UnknownField(uint number)
    {
        using var written = new MemoryStream();
        using (var output = new CodedOutputStream(written, leaveOpen: true))
        {
            output.WriteTag((int)number, WireFormat.WireType.Varint);
            output.WriteUInt32(1);
        }

        return written.ToArray();
    }

    private static byte[] Span(byte[] rest) =>
        [.. new OtlpSpan { TraceId = ByteString.CopyFrom(Repeat(16, 1)), SpanId = ByteString.CopyFrom(Repeat(8, 1)) }.ToByteArray(), .. rest];

    private static byte[] InSpan(byte[] fields) => Field(1, Field(2, Field(2, Span(fields))));

    private static byte[] InValue(byte[] value) => InSpan(Field(SpanAttributes, [.. Field(1, "k"u8.ToArray()), .. Field(2, value)]));

    private static byte[] Metadata(string json) => Attribute("metadata", json);

    private static byte[] Attribute(string key, string text) =>
        InSpan(Field(SpanAttributes, [.. Field(1, Encoding.ASCII.GetBytes(key)), .. Field(2, Field(1, Encoding.ASCII.GetBytes(text)))]));
}
