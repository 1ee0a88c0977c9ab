using System.Reflection;
using System.Text;
using System.Text.Json;
using Refit;

namespace SupportDashboard.Phoenix;

/// <summary>
/// Refit's JSON, except that a whole answer in UTF-8 is parsed where it stands: a page of a thousand spans has megabytes, and to read it as a
/// stream takes twice as long.
/// </summary>
internal sealed class PhoenixSerializer(JsonSerializerOptions options) : IHttpContentSerializer
{
    private readonly SystemTextJsonContentSerializer _streams = new(options);

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public HttpContent ToHttpContent<T>(T item) => _streams.ToHttpContent(item);

    public async Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default)
    {
        if (content is BufferedContent buffered && content.Headers.ContentType?.CharSet?.Trim('"') is null or "utf-8" or "UTF-8" && buffered.Body.Length > 0)
        {
            return typeof(T) == typeof(UnreadSpans) && new UnreadSpans(buffered.Body) is T unread ? unread : Parse<T>(buffered.Body.Span, options);
        }

        return typeof(T) == typeof(UnreadSpans) && new UnreadSpans(Encoding.UTF8.GetBytes(await content.ReadAsStringAsync(cancellationToken))) is T decoded
            ? decoded
            : await _streams.FromHttpContentAsync<T>(content, cancellationToken);
    }

    public string? GetFieldNameForProperty(PropertyInfo propertyInfo) => _streams.GetFieldNameForProperty(propertyInfo);

    /// <summary>Reads an answer in UTF-8.</summary>
    /// <exception cref="JsonException">It is not what was asked for.</exception>
    public static T? Parse<T>(ReadOnlySpan<byte> body, JsonSerializerOptions options)
    {
        body = body.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;
        return typeof(T) == typeof(Page<PhoenixSpan>) && SpanPageReader.Read(body, options) is T page ? page : JsonSerializer.Deserialize<T>(body, options);
    }
}
