using System.IO.Compression;
using SupportDashboard.LocalPhoenix.Api;

namespace SupportDashboard.LocalPhoenix.Collector;

/// <summary>A request body in memory, decompressed, with its share of the budget; disposing gives the share back.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int FirstBuffer = 16 * 1024;

    private readonly ByteBudget _budget;
    private byte[] _buffer = [];
    private int _length;

    private RequestBody(ByteBudget budget) => _budget = budget;

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads the whole body.</summary>
    /// <exception cref="ApiException">415 unknown encoding, 413 too large once decompressed, 400 broken compression, 503 too much in progress.</exception>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, ByteBudget budget, long maxBytes, CancellationToken cancellationToken)
    {
        var body = new RequestBody(budget);
        try
        {
            await using var content = Decompress(request);
            await body.FillAsync(content, (int)Math.Min(maxBytes, Array.MaxLength), cancellationToken);
            return body;
        }
        catch (InvalidDataException)
        {
            body.Dispose();
            throw ApiException.Text(StatusCodes.Status400BadRequest, "Request body is not valid " + request.Headers.ContentEncoding);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _budget.Return(_buffer.Length);
        _buffer = [];
        _length = 0;
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
        var size = (int)Math.Min(Math.Max(FirstBuffer, _buffer.Length * 2L), maxBytes + 1L);
        if (!_budget.TryTake(size - _buffer.Length))
        {
            throw ApiException.Busy();
        }

        Array.Resize(ref _buffer, size);
    }
}
