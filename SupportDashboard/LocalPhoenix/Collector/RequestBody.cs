using System.IO.Compression;
using SupportDashboard.LocalPhoenix.Api;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>Reads a request body into memory, decompressed. Its share of the budget grows before the buffer does.</summary>
internal sealed class RequestBody
{
    private const int FirstBuffer = 16 * 1024;

    // A client that only says that much is coming must not take a large share of the budget at once.
    private const int LargestFirstBuffer = 4 * 1024 * 1024;

    private readonly BudgetShare _share;
    private byte[] _buffer = [];
    private int _length;

    private RequestBody(BudgetShare share) => _share = share;

    /// <summary>Reads the whole body.</summary>
    /// <exception cref="ApiException">415 unknown encoding, 413 too large once decompressed, 400 broken compression, 429 or 503 too much in progress.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, BudgetShare share, long maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = Decompress(request);
            var body = new RequestBody(share);
            var largest = (int)Math.Min(maxBytes, Array.MaxLength - 1);
            body.Resize(FirstSize(request, largest));
            await body.FillAsync(content, largest, cancellationToken);
            return body._buffer.AsMemory(0, body._length);
        }
        catch (InvalidDataException)
        {
            throw ApiException.Text(StatusCodes.Status400BadRequest, "Request body is not valid " + request.Headers.ContentEncoding);
        }
    }

    private static Stream Decompress(HttpRequest request)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        return encoding.ToLowerInvariant() switch
        {
            "" or "identity" => request.Body,
            "gzip" => new GZipStream(request.Body, CompressionMode.Decompress),
            "deflate" => new ZLibStream(request.Body, CompressionMode.Decompress),
            _ => throw ApiException.Text(StatusCodes.Status415UnsupportedMediaType, "Unsupported content encoding: " + encoding),
        };
    }

    private async Task FillAsync(Stream content, int maxBytes, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_length == _buffer.Length)
            {
                Grow(maxBytes);
            }

            var read = await content.ReadAsync(_buffer.AsMemory(_length), cancellationToken);
            if (read == 0)
            {
                return;
            }

            _length += read;
        }
    }

    private void Grow(int maxBytes)
    {
        if (_length > maxBytes)
        {
            throw ApiException.Text(StatusCodes.Status413PayloadTooLarge, $"Request body is larger than {maxBytes} bytes after decompression");
        }

        // One byte more than allowed is room enough to notice that there is more.
        Resize((int)Math.Min(Math.Max(FirstBuffer, _buffer.Length * 2L), maxBytes + 1L));
    }

    // A body whose length is known is read into one buffer of that size: growing to it by doubling would copy it seven times.
    private static int FirstSize(HttpRequest request, int maxBytes) =>
        request.Headers.ContentEncoding.Count == 0 && request.ContentLength is { } length
            ? (int)Math.Min(length + 1, Math.Min(LargestFirstBuffer, maxBytes + 1L))
            : Math.Min(FirstBuffer, maxBytes + 1);

    private void Resize(int size)
    {
        _share.Grow(size - _buffer.Length);
        var larger = GC.AllocateUninitializedArray<byte>(size);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        _buffer = larger;
    }
}
