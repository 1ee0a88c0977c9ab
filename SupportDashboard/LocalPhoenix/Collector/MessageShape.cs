using Google.Protobuf.Reflection;
using SupportDashboard.LocalPhoenix.Collector.Otlp;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>What <see cref="ProtobufWeight"/> must know of a message type: what one costs in memory and which fields hold what.</summary>
internal sealed class MessageShape
{
    private const int HighestField = 15;

    // A text is two bytes a character, and is written again as UTF-8; bytes become base64 first.
    private const int TextByte = 4;
    private const int RawByte = 6;

    // Bytes of the message, of its place in the list around it, and of what it is turned into: a record, an entry, a piece of JSON.
    private static readonly Dictionary<MessageDescriptor, int> Costs = new()
    {
        [ExportTraceRequest.Descriptor] = 100,
        [ResourceSpans.Descriptor] = 200,
        [Resource.Descriptor] = 300,
        [ScopeSpans.Descriptor] = 250,
        [InstrumentationScope.Descriptor] = 100,
        [OtlpSpan.Descriptor] = 900,
        [OtlpEvent.Descriptor] = 350,
        [OtlpLink.Descriptor] = 300,
        [OtlpStatus.Descriptor] = 50,
        [KeyValue.Descriptor] = 100,
        [AnyValue.Descriptor] = 100,
        [ArrayValue.Descriptor] = 200,
        [KeyValueList.Descriptor] = 450,
    };

    private readonly MessageShape?[] _messages = new MessageShape?[HighestField + 1];
    private readonly int[] _texts = new int[HighestField + 1];

    private MessageShape(MessageDescriptor type) =>
        (Cost, IsAttribute, IsValue) = (Costs[type], type == KeyValue.Descriptor, type == AnyValue.Descriptor);

    /// <summary>The shape of a whole export request.</summary>
    public static MessageShape Request { get; } = Create(ExportTraceRequest.Descriptor, []);

    /// <summary>Bytes of an empty one.</summary>
    public int Cost { get; }

    /// <summary>Whether it is a key with its value.</summary>
    public bool IsAttribute { get; }

    /// <summary>Whether it is a value of any type.</summary>
    public bool IsValue { get; }

    /// <summary>The type of the messages in a field; <see langword="null"/> when it holds none.</summary>
    public MessageShape? MessageIn(uint field) => field <= HighestField ? _messages[field] : null;

    /// <summary>How many bytes in memory each byte of a field takes that is a text, or bytes; 0 when it is neither.</summary>
    public int TextByteIn(uint field) => field <= HighestField ? _texts[field] : 0;

    private static MessageShape Create(MessageDescriptor type, Dictionary<MessageDescriptor, MessageShape> known)
    {
        if (known.TryGetValue(type, out var existing))
        {
            return existing;
        }

        var shape = new MessageShape(type);
        known[type] = shape;
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            shape._texts[field.FieldNumber] = field.FieldType switch { FieldType.String => TextByte, FieldType.Bytes => RawByte, _ => 0 };
            shape._messages[field.FieldNumber] = field.FieldType == FieldType.Message ? Create(field.MessageType, known) : null;
        }

        return shape;
    }
}
