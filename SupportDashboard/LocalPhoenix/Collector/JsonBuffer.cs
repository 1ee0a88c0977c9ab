using System.Buffers;
using System.Text.Json;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>A JSON writer on a buffer that is used again and again; a span needs one or more.</summary>
internal sealed class JsonBuffer
{
    private const int FirstCapacity = 8 * 1024;

    private readonly ArrayBufferWriter<byte> _written = new(FirstCapacity);

    public JsonBuffer(JsonWriterOptions options) => Writer = new(_written, options);

    public Utf8JsonWriter Writer { get; }

    /// <summary>Bytes that are held for the next use.</summary>
    public int Capacity => _written.Capacity;

    public byte[] ToArray()
    {
        Writer.Flush();
        return _written.WrittenSpan.ToArray();
    }

    public void Clear()
    {
        _written.ResetWrittenCount();
        Writer.Reset();
    }
}
