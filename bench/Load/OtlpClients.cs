using System.Diagnostics;
using System.Net.Http.Headers;

namespace SupportDashboard.Bench.Load;

/// <summary>Several clients that each send the next request as soon as the last one was acknowledged.</summary>
internal static class OtlpClients
{
    /// <summary>Sends all of it and returns how long that took; anything but 200 ends the benchmark.</summary>
    public static async Task<TimeSpan> SendAsync(Uri traces, IReadOnlyList<byte[]> bodies, int clients, CancellationToken cancellationToken)
    {
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            using var http = new HttpClient();
            for (var index = Interlocked.Increment(ref next); index < bodies.Count; index = Interlocked.Increment(ref next))
            {
                await SendAsync(http, traces, bodies[index], cancellationToken);
            }
        }));
        return Stopwatch.GetElapsedTime(started);
    }

    public static async Task SendAsync(HttpClient http, Uri traces, byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        using var response = await http.PostAsync(traces, content, cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
