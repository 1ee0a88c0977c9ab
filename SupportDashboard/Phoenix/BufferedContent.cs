using System.Diagnostics.CodeAnalysis;

namespace SupportDashboard.Phoenix;

/// <summary>A whole answer in memory, which can be read as it is: large pages are parsed without another copy of them.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "It is HTTP content, not a collection.")]
internal sealed class BufferedContent(byte[] body) : ByteArrayContent(body)
{
    public ReadOnlyMemory<byte> Body { get; } = body;
}
