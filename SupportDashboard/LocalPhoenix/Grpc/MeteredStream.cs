using SupportDashboard.LocalPhoenix.Api;
using SupportDashboard.LocalPhoenix.Collector;

namespace SupportDashboard.LocalPhoenix.Grpc;

/// <summary>Reads from another stream up to a limit; what it read is taken from the budget. What fails is told as a status of gRPC.</summary>
/// <param name="inner">The stream, which is disposed with this one.</param>
/// <param name="share">Where the bytes are taken from.</param>
/// <param name="limit">The most bytes there may be.</param>
internal sealed class MeteredStream(Stream inner, BudgetShare share, long limit) : Stream
{
    // The reader collects in a buffer that doubles: the old one and the new one are there at once.
    private const int Copies = 3;

    private long _length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = inner.Read(buffer);
            _length += read;
            share.Grow(Copies * read);
            return _length <= limit ? read : throw ApiException.Text(
                StatusCodes.Status413PayloadTooLarge, $"Message is larger than {limit} bytes after decompression");
        }
        catch (InvalidDataException)
        {
            throw GrpcErrors.Translate(ApiException.Text(StatusCodes.Status400BadRequest, "Message is not valid gzip"));
        }
        catch (ApiException exception)
        {
            throw GrpcErrors.Translate(exception);
        }
    }

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
