using Google.Protobuf.Reflection;
using SupportDashboard.LocalPhoenix.Collector.Otlp;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>What <see cref="ProtobufWeight"/> must know of a message type: what one costs in memory and which fields hold what.</summary>
internal sealed class MessageShape
{
    private const int HighestField = 15;

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
        [KeyValue.Descriptor] = 120,
        [AnyValue.Descriptor] = 100,
        [ArrayValue.Descriptor] = 200,
        [KeyValueList.Descriptor] = 350,
    };

    private readonly MessageShape?[] _messages = new MessageShape?[HighestField + 1];
    private readonly bool[] _texts = new bool[HighestField + 1];

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

    /// <summary>Whether a field is a text or bytes.</summary>
    public bool IsText(uint field) => field <= HighestField && _texts[field];

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
            shape._texts[field.FieldNumber] = field.FieldType is FieldType.String or FieldType.Bytes;
            shape._messages[field.FieldNumber] = field.FieldType == FieldType.Message ? Create(field.MessageType, known) : null;
        }

        return shape;
    }
}
