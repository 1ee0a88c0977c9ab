using System.Buffers;
using System.Net.Http.Headers;

namespace SupportDashboard.Phoenix;

/// <summary>
/// The last stop before the network: sends to the Phoenix that is in use (the client is built before that is known), adds the key,
/// and reads the whole answer within a bound, so that a broken body counts as a failed attempt and is retried like one.
/// </summary>
internal sealed class PhoenixHandler(PhoenixConnection connection, PhoenixLimits limits) : DelegatingHandler
{
    /// <summary>The header that every Phoenix answer carries.</summary>
    public const string VersionHeader = "x-phoenix-server-version";

    /// <summary>The base address that the generated client is given; never connected to.</summary>
    public static readonly Uri Placeholder = new("http://phoenix.invalid");

    private const int ReadSize = 128 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = new Uri(connection.Endpoint.AbsoluteUri.TrimEnd('/') + request.RequestUri!.PathAndQuery);
        if (connection.ApiKey is { } key)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await BufferAsync(response, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task BufferAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var original = response.Content;
        if (original.Headers.ContentLength > limits.LargestAnswer)
        {
            throw TooLarge();
        }

        var buffered = new BufferedContent(await ReadAsync(original, cancellationToken));
        foreach (var header in original.Headers.NonValidated)
        {
            buffered.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        buffered.Headers.ContentEncoding.Clear();
        buffered.Headers.ContentLength = null;
        original.Dispose();
        response.Content = buffered;
    }

    // Into borrowed parts and then into one array that fits: a buffer that grows would be several times as large as what it ends up with.
    private async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var parts = new List<byte[]>();
        var length = 0L;
        try
        {
            for (var (read, free) = (1, 0); read > 0; length += read, free -= read)
            {
                if (free == 0)
                {
                    parts.Add(ArrayPool<byte>.Shared.Rent(ReadSize));
                    free = ReadSize;
                }

                read = await stream.ReadAsync(parts[^1].AsMemory(ReadSize - free, free), cancellationToken);
                if (length + read > limits.LargestAnswer)
                {
                    throw TooLarge();
                }
            }

            return Joined(parts, (int)length);
        }
        finally
        {
            parts.ForEach(static part => ArrayPool<byte>.Shared.Return(part));
        }
    }

    private static byte[] Joined(List<byte[]> parts, int length)
    {
        var body = GC.AllocateUninitializedArray<byte>(length);
        for (var (number, at) = (0, 0); at < length; number++, at += ReadSize)
        {
            parts[number].AsSpan(0, Math.Min(ReadSize, length - at)).CopyTo(body.AsSpan(at));
        }

        return body;
    }

    private PhoenixException TooLarge() =>
        new(PhoenixFailure.TooLarge, $"Phoenix sent more than {limits.LargestAnswer / (1024 * 1024)} MB in one answer.");
}
