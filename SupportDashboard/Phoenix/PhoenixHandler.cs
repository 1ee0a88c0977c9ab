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

    private const int ReadSize = 64 * 1024;

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

        var buffered = new ByteArrayContent(await ReadAsync(original, cancellationToken));
        foreach (var header in original.Headers.NonValidated)
        {
            buffered.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        buffered.Headers.ContentEncoding.Clear();
        buffered.Headers.ContentLength = null;
        original.Dispose();
        response.Content = buffered;
    }

    private async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
            {
                body.Write(buffer, 0, read);
                if (body.Length > limits.LargestAnswer)
                {
                    throw TooLarge();
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return body.ToArray();
    }

    private PhoenixException TooLarge() =>
        new(PhoenixFailure.TooLarge, $"Phoenix sent more than {limits.LargestAnswer / (1024 * 1024)} MB in one answer.");
}
