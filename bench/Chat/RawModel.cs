using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace SupportDashboard.Bench.Chat;

/// <summary>The model without any client library: requests by HttpClient, server-sent events read line by line.</summary>
internal sealed class RawModel(Uri model) : IDisposable
{
    private const string DataPrefix = "data: ";

    private readonly HttpClient _http = new();

    /// <summary>Makes the calls one after the other; the last one is a stream.</summary>
    /// <returns>How long it took to the first text of the stream, from the first call and from the last one.</returns>
    public async Task<(TimeSpan FromFirst, TimeSpan FromLast)> FirstTextAsync(IReadOnlyList<RecordedCall> calls, CancellationToken cancellationToken)
    {
        var first = Stopwatch.GetTimestamp();
        foreach (var call in calls.SkipLast(1))
        {
            using var answer = await SendAsync(call, HttpCompletionOption.ResponseContentRead, cancellationToken);
        }

        var last = Stopwatch.GetTimestamp();
        using var stream = await SendAsync(calls[^1], HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync(cancellationToken), Encoding.UTF8);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (HasText(line))
            {
                var result = (Stopwatch.GetElapsedTime(first), Stopwatch.GetElapsedTime(last));
                await reader.ReadToEndAsync(cancellationToken);
                return result;
            }
        }

        throw new InvalidOperationException("The model's stream held no text.");
    }

    public void Dispose() => _http.Dispose();

    private static bool HasText(string line)
    {
        if (!line.StartsWith(DataPrefix + "{", StringComparison.Ordinal))
        {
            return false;
        }

        using var chunk = JsonDocument.Parse(line.AsMemory(DataPrefix.Length));
        var choices = chunk.RootElement.GetProperty("choices");
        return choices.GetArrayLength() > 0
            && choices[0].GetProperty("delta").TryGetProperty("content", out var content)
            && content.GetString() is { Length: > 0 };
    }

    private async Task<HttpResponseMessage> SendAsync(RecordedCall call, HttpCompletionOption until, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{model}/{call.Path}")) { Content = new ByteArrayContent(call.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var response = await _http.SendAsync(request, until, cancellationToken);
        return response.EnsureSuccessStatusCode();
    }
}
