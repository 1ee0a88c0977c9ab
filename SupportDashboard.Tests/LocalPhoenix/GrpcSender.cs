using System.IO.Compression;
using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using SupportDashboard.LocalPhoenix.Collector.Otlp;
using SupportDashboard.LocalPhoenix.Collector.Rpc;
using StatusCode = Grpc.Core.StatusCode;

namespace SupportDashboard.Tests.LocalPhoenix;

/// <summary>Sends bytes to OTLP's gRPC method as they are, right or wrong.</summary>
internal sealed class GrpcSender : IDisposable
{
    private static readonly Method<byte[], byte[]> Export = new(
        MethodType.Unary,
        "opentelemetry.proto.collector.trace.v1.TraceService",
        "Export",
        Marshallers.Create(static bytes => bytes, static bytes => bytes),
        Marshallers.Create(static bytes => bytes, static bytes => bytes));

    private readonly GrpcChannel _channel;
    private readonly Metadata _headers = [];

    public GrpcSender(Uri address, params (string Key, string Value)[] headers)
    {
        _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { MaxSendMessageSize = null });
        foreach (var (key, value) in headers)
        {
            _headers.Add(key, value);
        }
    }

    public async Task<ExportTraceResponse> SendAsync(byte[] message)
    {
        using var call = _channel.CreateCallInvoker().AsyncUnaryCall(Export, null, new CallOptions(_headers, cancellationToken: TestContext.Current.CancellationToken), message);
        return ExportTraceResponse.Parser.ParseFrom(await call.ResponseAsync);
    }

    /// <summary>Sends what must be refused: the status, its sentence, and after how long to try again.</summary>
    public async Task<(StatusCode Code, string Message, TimeSpan? RetryAfter)> FailAsync(byte[] message)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(() => SendAsync(message));
        var details = refusal.Trailers.GetValueBytes("grpc-status-details-bin");
        var retry = details is null ? null : SupportDashboard.LocalPhoenix.Collector.Rpc.Status.Parser.ParseFrom(details).Details.Single().Unpack<RetryInfo>();
        return (refusal.StatusCode, refusal.Status.Detail, retry?.RetryDelay.ToTimeSpan());
    }

    /// <summary>Sends a message whose bytes are called gzip.</summary>
    public static async Task<HttpResponseMessage> PostGzipAsync(Uri address, byte[] packed)
    {
        using var http = new HttpClient { BaseAddress = address };
        byte[] frame = [1, .. BitConverter.GetBytes(packed.Length).AsEnumerable().Reverse(), .. packed];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/opentelemetry.proto.collector.trace.v1.TraceService/Export") { Content = new ByteArrayContent(frame) };
        (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        request.Content.Headers.ContentType = new("application/grpc");
        request.Headers.Add("grpc-encoding", "gzip");
        request.Headers.Add("te", "trailers");
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static byte[] Pack(byte[] message)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(message);
        }

        return packed.ToArray();
    }

    public void Dispose() => _channel.Dispose();
}
