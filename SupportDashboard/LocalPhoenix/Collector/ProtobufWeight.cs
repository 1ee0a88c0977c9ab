using System.Buffers;
using SupportDashboard.LocalPhoenix.Api;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>
/// Estimates how much memory an export request in protobuf takes once it is decoded, from the bytes alone: an empty message is
/// two bytes there and hundreds as an object. It refuses what is no protobuf; whether the rest is an export the decoder tells.
/// (https://protobuf.dev/programming-guides/encoding/)
/// </summary>
internal struct ProtobufWeight
{
    // The decoder refuses what is nested deeper.
    private const int DeepestMessage = 100;

    private const int Text = 24;

    // Written as JSON it takes six bytes, \u0001.
    private const int ControlCharacter = 40;

    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int LengthDelimited = 2;
    private const int GroupStart = 3;
    private const int GroupEnd = 4;
    private const int Fixed32 = 5;
    private const int LongestVarint = 10;

    private static readonly SearchValues<byte> Blank = SearchValues.Create(" \t\r\n"u8);

    private const string Invalid = "Request body is invalid ExportTraceServiceRequest";

    private long _weight;

    /// <returns>Bytes.</returns>
    /// <exception cref="ApiException">400: it is no protobuf, or a value is given in pieces: to join them takes quadratic time, and no encoder sends them.</exception>
    public static long Measure(ReadOnlySpan<byte> body)
    {
        var meter = default(ProtobufWeight);
        meter.Add(body, MessageShape.Request, depth: 1, growth: 0);
        return meter._weight;
    }

    /// <param name="message">The bytes of the message.</param>
    /// <param name="shape">Its type.</param>
    /// <param name="depth">1 for the request itself.</param>
    /// <param name="growth">How texts in it grow that are read as JSON later, because of the key above them.</param>
    private void Add(ReadOnlySpan<byte> message, MessageShape shape, int depth, int growth)
    {
        _weight += shape.Cost;
        var seen = 0u;
        // Until its key is known a value may have any.
        var valueGrowth = shape.IsAttribute ? JsonKeys.Most : growth;
        var groups = 0;
        while (!message.IsEmpty)
        {
            var field = ReadField(ref message, ref groups, out var content);
            var inner = shape.MessageIn(field);
            if (groups > 0 || (inner is null && shape.TextByteIn(field) == 0))
            {
                continue;
            }

            RefusePieces(shape, ref seen, field);
            if (inner is null)
            {
                AddText(content, shape.TextByteIn(field), growth);
                valueGrowth = shape.IsAttribute ? Math.Max(growth, JsonKeys.GrowthOf(content)) : growth;
            }
            else
            {
                Add(content, inner, depth < DeepestMessage ? depth + 1 : throw Refusal("values are nested too deep"), valueGrowth);
            }
        }
    }

    private void AddText(ReadOnlySpan<byte> text, int textByte, int growth)
    {
        _weight += Text + ((long)textByte * text.Length);
        for (var rest = text; rest.IndexOfAnyInRange((byte)0, (byte)0x1f) is >= 0 and var next; rest = rest[(next + 1)..])
        {
            _weight += ControlCharacter;
        }

        if (growth > 0 && text.IndexOfAnyExcept(Blank) is >= 0 and var start && text[start] is (byte)'{' or (byte)'[')
        {
            _weight += JsonWeight.Measure(text, growth);
        }
    }

    private static void RefusePieces(MessageShape shape, ref uint seen, uint field)
    {
        var bit = 1u << (int)field;
        if ((shape.IsAttribute || shape.IsValue) && (seen & bit) != 0)
        {
            throw Refusal("an attribute has its key or its value twice");
        }

        seen |= bit;
    }

    /// <summary>Takes one field off the front and gives its number and content, or 0 when it is neither a text nor a message.</summary>
    private static uint ReadField(ref ReadOnlySpan<byte> message, ref int groups, out ReadOnlySpan<byte> content)
    {
        content = [];
        var tag = (uint)ReadVarint(ref message);
        switch (tag & 7)
        {
            case Varint:
                ReadVarint(ref message);
                return 0;
            case Fixed64:
                Take(ref message, sizeof(ulong));
                return 0;
            case Fixed32:
                Take(ref message, sizeof(uint));
                return 0;
            case LengthDelimited:
                content = Take(ref message, (int)ReadVarint(ref message));
                return tag >> 3;
            case GroupStart:
                // An old form that OTLP does not have: the decoder skips the fields in it.
                groups++;
                return 0;
            case GroupEnd when groups > 0:
                groups--;
                return 0;
            default:
                throw Refusal(null);
        }
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> message, int length)
    {
        if ((uint)length > (uint)message.Length)
        {
            throw Refusal(null);
        }

        var taken = message[..length];
        message = message[length..];
        return taken;
    }

    private static ulong ReadVarint(ref ReadOnlySpan<byte> message)
    {
        ulong value = 0;
        for (var index = 0; index < LongestVarint && index < message.Length; index++)
        {
            value |= (ulong)(message[index] & 0x7f) << (7 * index);
            if (message[index] < 0x80)
            {
                message = message[(index + 1)..];
                return value;
            }
        }

        throw Refusal(null);
    }

    private static ApiException Refusal(string? reason) =>
        ApiException.Text(StatusCodes.Status400BadRequest, reason is null ? Invalid : $"{Invalid}: {reason}");
}
