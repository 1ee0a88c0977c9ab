using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SupportDashboard.Tests.Fakes;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <summary>A client that declares a body, sends its first byte and then nothing more.</summary>
internal sealed class HangingUpload : IDisposable
{
    private readonly TcpClient _client;

    private HangingUpload(TcpClient client) => _client = client;

    public static async Task<HangingUpload> StartAsync(Uri server, int declared, CancellationToken cancellationToken)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port, cancellationToken);
        var head = string.Create(
            CultureInfo.InvariantCulture, $"POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-protobuf\r\nContent-Length: {declared}\r\n\r\nx");
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), cancellationToken);
        return new(client);
    }

    /// <summary>
    /// Starts one and waits until the server has taken from its budget what the body needs: then another export of some size is refused. Where that export was
    /// in the way of the upload, which is refused then, there is another one.
    /// </summary>
    public static async Task<HangingUpload> HoldAsync(HttpClient http, int declared, CancellationToken cancellationToken)
    {
        var upload = await StartAsync(http.BaseAddress!, declared, cancellationToken);
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                using var answer = await Otlp.PostAsync(http, new byte[10_000], cancellationToken: cancellationToken);
                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable && upload._client.Available > 0)
                {
                    upload.Dispose();
                    upload = await StartAsync(http.BaseAddress!, declared, cancellationToken);
                }

                return answer.StatusCode == HttpStatusCode.ServiceUnavailable;
            },
            cancellationToken);
        return upload;
    }

    /// <summary>Waits until the server ends the connection, and gives what it said.</summary>
    public async Task<string> ReadToEndAsync(CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(_client.GetStream(), leaveOpen: true);
        try
        {
            return await reader.ReadToEndAsync(cancellationToken);
        }
        catch (IOException)
        {
            return "";
        }
    }

    public void Dispose() => _client.Dispose();
}
